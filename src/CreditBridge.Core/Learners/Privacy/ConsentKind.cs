namespace CreditBridge.Core.Learners;

public enum ConsentKind
{
    /// <summary>To read the learner's badges from the partners and compare them with the rules.</summary>
    Evaluation,

    /// <summary>To show credit to whoever has its link.</summary>
    Sharing,
}
