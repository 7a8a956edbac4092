using CreditBridge.Jobs.Demo.Files;

namespace CreditBridge.Jobs.Demo;

/// <param name="Number">Counts all credentials, from 0.</param>
/// <param name="SentTwice">The partner's file holds the row twice.</param>
internal sealed record DemoCredential(long Number, string Partner, PartnerRow Row, RowFlaw Flaw, bool SentTwice);
