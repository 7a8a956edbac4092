namespace CreditBridge.Core.Partners;

public enum HookState
{
    Waiting,
    Done,

    /// <summary>It says nothing that we can act on; the sentence says why.</summary>
    SetAside,
}
