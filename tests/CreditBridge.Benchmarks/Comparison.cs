using System.Globalization;

namespace CreditBridge.Benchmarks;

/// <summary>Our seconds and the limit's for the same work, a pair for each round; both sides of a pair ran one after the other.</summary>
internal sealed class Comparison(string name, int count)
{
    private readonly List<(double Ours, double Limit)> _rounds = [];

    public void Add(TimeSpan ours, TimeSpan limit) => _rounds.Add((ours.TotalSeconds, limit.TotalSeconds));

    public static void WriteHead(string unit) => Console.WriteLine($"{"",-44}{"ours " + unit,16}{"limit " + unit,16}{"ours/limit",12}");

    /// <summary>Medians as things a second; the ratio is the median of the rounds' own ratios.</summary>
    public void WriteRates() => Write(count / Median(round => round.Ours), count / Median(round => round.Limit), Median(round => round.Limit / round.Ours), "N0", "P0");

    /// <summary>Medians as nanoseconds a thing; the ratio says how many times the limit's time we need.</summary>
    public void WriteNanoseconds() => Write(Median(round => round.Ours) * 1e9 / count, Median(round => round.Limit) * 1e9 / count, Median(round => round.Ours / round.Limit), "N1", "N1");

    private void Write(double ours, double limit, double ratio, string figure, string ratioFigure) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44}{ours.ToString(figure, CultureInfo.InvariantCulture),16}{limit.ToString(figure, CultureInfo.InvariantCulture),16}{ratio.ToString(ratioFigure, CultureInfo.InvariantCulture),12}"));

    private double Median(Func<(double Ours, double Limit), double> figure)
    {
        double[] sorted = [.. _rounds.Select(figure).Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
