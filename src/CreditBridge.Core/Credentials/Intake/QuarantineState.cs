namespace CreditBridge.Core.Credentials.Intake;

public enum QuarantineState
{
    Waiting,
    Replayed,
    Ignored,
}
