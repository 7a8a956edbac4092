namespace CreditBridge.Sis.PeopleSoft;

/// <summary>What a reply code of the site's service says of a request.</summary>
public enum ReplyMeaning
{
    Done,

    /// <summary>Done; the message is shown to staff.</summary>
    DoneWithWarning,

    /// <summary>Taken, and somebody there has to look at it: the model's status will tell.</summary>
    Taken,

    Refused,
}
