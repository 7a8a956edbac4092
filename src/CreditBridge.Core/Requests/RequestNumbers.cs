using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Numbers people can say on the telephone: a year and a count. The unique index turns two at once into a retry.</summary>
internal sealed class RequestNumbers
{
    private readonly int _year;
    private int _last;

    private RequestNumbers(int year, int last) => (_year, _last) = (year, last);

    public static async Task<RequestNumbers> AfterLastAsync(BridgeDbContext db, int year, CancellationToken cancellation)
    {
        var prefix = Prefix(year);
        var last = await db.CreditRequests.OrderByDescending(request => request.Number).Select(request => request.Number).FirstOrDefaultAsync(cancellation);
        return new(year, last is null || !last.StartsWith(prefix, StringComparison.Ordinal) ? 0 : int.Parse(last[prefix.Length..], CultureInfo.InvariantCulture));
    }

    public string Next() => Prefix(_year) + (++_last).ToString("D7", CultureInfo.InvariantCulture);

    private static string Prefix(int year) => string.Create(CultureInfo.InvariantCulture, $"R-{year}-");
}
