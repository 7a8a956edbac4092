using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CreditBridge.Core.Data;

/// <summary>Instants are UTC: a local time is refused on the way in, the kind is set on the way out.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    instant => Demand(instant),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    private static DateTime Demand(DateTime instant) => instant.Kind == DateTimeKind.Utc
        ? instant
        : throw new ArgumentException($"{instant:O} is not UTC.");
}
