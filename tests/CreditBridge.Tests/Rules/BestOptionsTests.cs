using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

/// <summary>The search with prices and the one without find the same set: the first, in the order of candidates and options, of those worth most.</summary>
[TestClass]
public sealed class BestOptionsTests
{
    [TestMethod]
    public void Best_WithPricesAndWithout_IsTheFirstOfTheBest()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var (problem, things, owed) = Problem(new Random(seed));
            var (expected, _) = First(problem, things, owed);
            Assert.AreEqual(expected, string.Join(' ', new BestOptions(problem, few: 0).Picked), $"with prices, seed {seed}");
            Assert.AreEqual(expected, string.Join(' ', new BestOptions(problem, few: 100).Picked), $"without prices, seed {seed}");
        }
    }

    private static (OptionProblem Problem, int[][][] Things, int[][][] Owed) Problem(Random random)
    {
        var counts = Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(1, 4)).ToArray();
        T[][] Each<T>(Func<T> make) => [.. counts.Select(count => Enumerable.Range(0, count).Select(_ => make()).ToArray())];
        var things = Each(() => Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(6)).Distinct().ToArray());
        var owed = Each(() => random.Next(6) == 0 ? [random.Next(6)] : Array.Empty<int>());
        var amounts = Each(() => new long[] { random.Next(4) });
        return (new OptionProblem(Each(() => (Int128)random.Next(8)), OptionResources.Of(things, owed), amounts, [random.Next(3, 10)]), things, owed);
    }

    /// <summary>Every set there is, in order.</summary>
    private static (string Picked, Int128 Worth) First(OptionProblem problem, int[][][] things, int[][][] owed)
    {
        var (best, worth) = ("", (Int128)(-1));
        Try([]);
        return (best, worth);

        void Try(int[] picked)
        {
            if (picked.Length < things.Length)
            {
                for (var option = 0; option < things[picked.Length].Length; option++)
                    Try([.. picked, option]);
                Try([.. picked, -1]);
                return;
            }

            var taken = picked.Select((option, i) => (option, i)).Where(each => each.option >= 0).ToList();
            var used = taken.SelectMany(each => Shared(each.i, each.option)).ToList();
            var sum = taken.Aggregate((Int128)0, (sum, each) => sum + problem.Worths[each.i][each.option]);
            if (used.Distinct().Count() == used.Count && sum > worth && taken.Sum(each => problem.Amounts[each.i][each.option][0]) <= problem.CapsLeft[0]
                && taken.SelectMany(each => owed[each.i][each.option].Where(IsShared)).All(used.Contains))
                (best, worth) = (string.Join(' ', picked), sum);
        }

        IEnumerable<int> Shared(int candidate, int option) => things[candidate][option].Where(IsShared);

        // What only one candidate wants or owes is nothing to share.
        bool IsShared(int thing) => Enumerable.Range(0, things.Length).Count(i => things[i].Concat(owed[i]).Any(some => some.Contains(thing))) > 1;
    }
}
