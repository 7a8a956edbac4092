using System.Collections.Concurrent;
using System.Globalization;

namespace CreditBridge.Simulators;

/// <summary>Lets the faults of the wire happen around whatever the vendor answers, and notes each call.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next)
{
    private static readonly ConcurrentDictionary<Source, (string Type, byte[] Body)> Last = [];

    public async Task InvokeAsync(HttpContext context, PartnerSimulator simulator)
    {
        if (simulator.Find(context.Request.Path.Value!.Split('/')[1]) is not { } source)
        {
            await next(context);
            return;
        }

        var request = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}";
        var isToken = context.Request.Path.Value.Contains("token", StringComparison.OrdinalIgnoreCase) || context.Request.Path.Value.EndsWith("/auth", StringComparison.Ordinal);
        if (!isToken && source.Strike(fault => fault.Kind == FaultNames.TokenExpires) is not null)
            source.ForgetTokens();
        if (!isToken && source.Strike(fault => fault.Kind == FaultNames.Shifting) is { } shift)
            source.Shift(shift.Random);
        var fault = source.Strike(fault => isToken ? fault.Kind == FaultNames.TokenFails : FaultNames.OfBody.Contains(fault.Kind));
        var (answer, body) = (context.Response, context.Response.Body);
        using var written = new MemoryStream();
        answer.Body = written;
        if (fault?.Kind is FaultNames.RateLimit or FaultNames.Unavailable or FaultNames.TokenFails)
        {
            answer.StatusCode = fault.Kind switch
            {
                FaultNames.RateLimit => 429,
                FaultNames.TokenFails => 500,
                _ => int.Parse(fault.Value ?? "503", CultureInfo.InvariantCulture),
            };
            if (fault is { Kind: FaultNames.RateLimit, Value: { Length: > 0 } wait })
                answer.Headers.RetryAfter = wait;
        }
        else
        {
            await next(context);
        }

        answer.Body = body;
        var bytes = written.ToArray();
        source.Note(request, answer.StatusCode);
        if (source.Gate is { } gate)
            await gate(source.Calls.Count);
        if (answer.StatusCode is 200 or 201 && !isToken && fault is not null)
            bytes = await SpoilAsync(context, source, fault, bytes);
        else if (answer.StatusCode == 200 && !isToken)
            Last[source] = (answer.ContentType ?? "", bytes);
        answer.ContentLength ??= bytes.Length;
        if (bytes.Length > 0)
            await answer.Body.WriteAsync(bytes, context.RequestAborted);
    }

    [System.Text.RegularExpressions.GeneratedRegex("Given\\d+")]
    private static partial System.Text.RegularExpressions.Regex First();

    [System.Text.RegularExpressions.GeneratedRegex("\"[^\"]*Given\\d+[^\"]*\"")]
    private static partial System.Text.RegularExpressions.Regex FirstText();

    private static async Task<byte[]> SpoilAsync(HttpContext context, Source source, Fault fault, byte[] bytes)
    {
        var answer = context.Response;
        switch (fault.Kind)
        {
            case FaultNames.Truncated:
                return bytes[..(bytes.Length / 2)];
            case FaultNames.LoginPage:
                answer.ContentType = "text/html; charset=utf-8";
                return "<!doctype html><title>Sign in</title><form>"u8.ToArray();
            case FaultNames.WrongType:
                answer.ContentType = "text/plain";
                return bytes;
            case FaultNames.BadUtf8:
                return [.. bytes[..10], 0xC3, 0x28, .. bytes[10..]];
            case FaultNames.HalfCharacter:
                return System.Text.Encoding.UTF8.GetBytes(First().Replace(System.Text.Encoding.UTF8.GetString(bytes), "Given\\ud83d", 1));
            case FaultNames.Deep:
                return System.Text.Encoding.UTF8.GetBytes(FirstText().Replace(System.Text.Encoding.UTF8.GetString(bytes), $"{new string('[', 200)}0{new string(']', 200)}", 1));
            case FaultNames.RepeatPage when Last.TryGetValue(source, out var last):
                answer.ContentType = last.Type;
                return last.Body;
            case FaultNames.HugeBody:
                answer.ContentLength = 200L << 20;
                var block = new byte[1 << 20];
                Array.Fill(block, (byte)' ');
                for (var i = 0; i < 200; i++)
                    await answer.Body.WriteAsync(block, context.RequestAborted);
                return [];
            case FaultNames.SlowBytes or FaultNames.Silence:
                answer.ContentLength = bytes.Length;
                await answer.StartAsync(context.RequestAborted);
                for (var i = 0; i < bytes.Length; i++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted);
                    if (fault.Kind == FaultNames.SlowBytes)
                        await answer.Body.WriteAsync(bytes.AsMemory(i, 1), context.RequestAborted);
                }

                return [];
            default:
                Last[source] = (answer.ContentType ?? "", bytes);
                return bytes;
        }
    }
}
