using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Reads the next page of a source while the last one is written. At most one page waits.</summary>
internal static class PageStream
{
    public static async IAsyncEnumerable<IntakePage> Ahead(this IAsyncEnumerable<IntakePage> pages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ready = Channel.CreateBounded<IntakePage>(1);
        var reading = Task.Run(async () =>
        {
            try
            {
                await foreach (var page in pages.WithCancellation(cancellation))
                    await ready.Writer.WriteAsync(page, cancellation);
                ready.Writer.Complete();
            }
            catch (Exception problem)
            {
                ready.Writer.Complete(problem);
            }
        }, CancellationToken.None);
        await foreach (var page in ready.Reader.ReadAllAsync(cancellation))
            yield return page;
        await reading;
    }
}
