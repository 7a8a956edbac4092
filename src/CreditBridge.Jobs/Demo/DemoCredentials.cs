using Bogus;
using CreditBridge.Jobs.Demo.Data;
using CreditBridge.Jobs.Demo.Files;

namespace CreditBridge.Jobs.Demo;

/// <summary>Makes all credentials, one after the other and never all at once.</summary>
/// <param name="nights">For each night after the first, the share of the records that are new or changed.</param>
internal sealed class DemoCredentials(DemoSize size, DateOnly today, DemoBook book, IReadOnlyList<double> nights)
{
    private const double Unknown = 0.025, Flawed = 0.005, Twice = 0.003, Old = 0.05, Revoked = 0.015;

    private readonly DemoLearners _learners = new(size, today);
    private readonly DemoChoice _choice = new(book);

    public IEnumerable<DemoCredential> All()
    {
        long number = 0;
        foreach (var (learner, count) in Shares())
        {
            var dice = Dice.For(size.Seed, DiceKind.Credential, learner.Number);
            List<DemoAchievement> earned = [];
            for (var i = 0; i < count; i++)
                yield return After(Make(number++, learner, _choice.Of(learner, earned, dice), dice), madeInNight: 0);
        }

        for (var night = 1; night <= nights.Count; night++)
        {
            for (var i = 0; i < (int)(size.Credentials * nights[night - 1] / 2); i++)
            {
                var dice = Dice.For(size.Seed, DiceKind.ExtraCredential, number);
                var learner = _learners.At(dice.Int(0, _learners.Count - 1));
                var made = Make(number++, learner, _choice.Of(learner, [], dice), dice);
                yield return After(made with { Row = made.Row with { UpdatedAt = Morning(night) } }, night);
            }
        }
    }

    /// <summary>How many credentials each learner has: some few, some many, all together the size.</summary>
    private IEnumerable<(DemoLearner Learner, long Count)> Shares()
    {
        double Weight(int number) => 0.2 + Dice.Hash(size.Seed, DiceKind.HowMany, number) % 1_000 / 500.0;
        var total = 0.0;
        for (var number = 0; number < _learners.Count; number++)
            total += Weight(number);
        var (sum, given) = (0.0, 0L);
        for (var number = 0; number < _learners.Count; number++)
        {
            sum += Weight(number);
            var upTo = number == _learners.Count - 1 ? size.Credentials : (long)(size.Credentials * sum / total);
            if (upTo > given)
                yield return (_learners.At(number), upTo - given);
            given = upTo;
        }
    }

    private DemoCredential Make(long number, DemoLearner learner, DemoAchievement achievement, Randomizer dice)
    {
        var partner = DemoFacts.Partners.First(partner => partner.Code == achievement.Partner);
        var issued = Issued(partner, dice);
        DateOnly? expires = achievement.ValidMonths is { } months ? issued.AddMonths(months) : null;
        var isUnknown = dice.Bool((float)Unknown);
        var byNumber = partner.SendsStudentNumbers;
        var row = new PartnerRow(
            $"{achievement.Partner}-{number:0000000}",
            achievement.Id,
            achievement.Name,
            null,
            null,
            learner.Name,
            byNumber ? learner.BirthOn : null,
            issued,
            expires,
            dice.Bool((float)Revoked) ? "revoked" : expires < today ? "expired" : "active",
            DemoResults.For(achievement, dice),
            achievement.Hours,
            issued.AddDays(dice.Int(0, 2)).ToDateTime(new TimeOnly(dice.Int(7, 20), dice.Int(0, 59), dice.Int(0, 59)), DateTimeKind.Utc),
            dice.Bool(0.1f) ? $"https://{achievement.Partner}.example/evidence/{number}" : null);
        row = (byNumber, isUnknown) switch
        {
            (true, false) => row with { RecipientStudentNumber = learner.StudentNumber },
            (true, true) => row with { RecipientStudentNumber = DemoLearners.StudentNumber(learner.Number + 50_000_000) },
            (false, false) => row with { RecipientEmail = learner.PersonalEmail is { } own && dice.Bool(0.3f) ? own : learner.CampusEmail },
            (false, true) => Stranger(row, number, dice),
        };
        var flaw = Dice.Hits(Flawed, size.Seed, DiceKind.Row, number) ? (RowFlaw)dice.Int(1, 4) : RowFlaw.None;
        return new DemoCredential(number, achievement.Partner, row, flaw, Dice.Hits(Twice, size.Seed + 1, DiceKind.Row, number));
    }

    private DateOnly Issued(DemoPartner partner, Randomizer dice)
    {
        var day = today.AddDays(-(dice.Bool((float)Old) ? dice.Int(1_800, 4_300) : dice.Int(3, 1_200)));
        if (partner.ScoresInMonth is not { } month)
            return day;
        var scores = new DateOnly(day.Year, month, dice.Int(5, 9));
        return scores < today ? scores : scores.AddYears(-1);
    }

    private PartnerRow Stranger(PartnerRow row, long number, Randomizer dice)
    {
        var (given, family) = _learners.Name(dice);
        return row with { RecipientName = $"{given} {family}", RecipientEmail = $"{DemoLearners.Letters($"{given}.{family}")}.{number}@elsewhere.example" };
    }

    /// <summary>The credential as the nights after it was made have left it.</summary>
    private DemoCredential After(DemoCredential made, int madeInNight)
    {
        for (var night = madeInNight + 1; night <= nights.Count; night++)
        {
            if (!Dice.Hits(nights[night - 1] / 2, size.Seed + night, DiceKind.Change, made.Number))
                continue;
            var isRevoked = Dice.Hits(0.05, size.Seed - night, DiceKind.Change, made.Number);
            made = made with
            {
                Row = made.Row with
                {
                    UpdatedAt = Morning(night),
                    Status = isRevoked ? "revoked" : made.Row.Status,
                    Result = isRevoked ? made.Row.Result : DemoResults.Corrected(made.Row.Result),
                    EvidenceUrl = $"https://{made.Partner}.example/evidence/{made.Number}/{night}",
                },
            };
        }

        return made;
    }

    /// <summary>Later than anything that was written before that night.</summary>
    private DateTime Morning(int night) => today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(night);
}
