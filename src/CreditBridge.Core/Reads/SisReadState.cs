namespace CreditBridge.Core.Reads;

public enum SisReadState
{
    Requested,
    Running,
    Done,
    Failed,

    /// <summary>Nothing was taken: so much would go that a person must say that it is right.</summary>
    Held,
}
