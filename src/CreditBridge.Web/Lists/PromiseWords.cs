using System.Globalization;
using CreditBridge.Core.Requests;

namespace CreditBridge.Web.Lists;

/// <summary>How a request stands against the day its learner was promised an answer.</summary>
internal static class PromiseWords
{
    public static bool IsLate(CreditRequest request, DateOnly today) => IsLate(request.State, request.PromisedOn, today);

    /// <summary>While the learner is asked, the promise rests.</summary>
    public static bool IsLate(RequestState state, DateOnly? promised, DateOnly today) => promised < today && IsOurs(state);

    public static string Of(RequestState state, DateOnly? promised, DateOnly today) => (promised, state) switch
    {
        (null, _) => "nothing was promised",
        (_, RequestState.MoreInformation) => "rests until the learner answers",
        ({ } on, _) when !IsOurs(state) => $"was due {on.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
        ({ } on, _) when on < today => $"{Days(today.DayNumber - on.DayNumber)} late",
        ({ } on, _) when on == today => "due today",
        ({ } on, _) => $"{Days(on.DayNumber - today.DayNumber)} left",
    };

    private static bool IsOurs(RequestState state) => state is RequestState.Submitted or RequestState.InEvaluation or RequestState.WithFaculty or RequestState.Appealed;

    private static string Days(int days) => $"{days:N0} {(days == 1 ? "day" : "days")}";
}
