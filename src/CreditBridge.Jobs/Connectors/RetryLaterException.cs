namespace CreditBridge.Jobs.Connectors;

/// <summary>The source asked to wait longer than a worker should be held up.</summary>
public sealed class RetryLaterException(TimeSpan wait, string sentence) : SourceException(sentence)
{
    public TimeSpan Wait => wait;
}
