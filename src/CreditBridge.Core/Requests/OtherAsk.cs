using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Requests;

/// <summary>What shall be given instead: a course of the catalogue, or elective credit.</summary>
/// <param name="Course">The course's code; then subject and level come from the catalogue.</param>
/// <param name="Subject">Of an elective; null: any.</param>
/// <param name="Level">Of an elective.</param>
/// <param name="Credits">Null: as many as the course has.</param>
public sealed record OtherAsk(string? Course, string? Subject, CourseLevel? Level, decimal? Credits);
