namespace CreditBridge.Jobs.StudentSystem;

/// <summary>What became of the grant lines that one sweep moved.</summary>
public readonly record struct PostingCounts(int Posted, int Rejected)
{
    public static PostingCounts operator +(PostingCounts a, PostingCounts b) => new(a.Posted + b.Posted, a.Rejected + b.Rejected);
}
