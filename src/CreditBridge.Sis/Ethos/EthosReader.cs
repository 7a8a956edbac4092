using System.Net;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos;

/// <summary>Reads from Ethos. A token that is refused in mid-run is asked for once more: reading changes nothing.</summary>
internal sealed class EthosReader(EthosCalls wire, EthosToken token)
{
    /// <returns>An answer with status 200 or, for the caller to try another version, 406.</returns>
    /// <exception cref="SisException">Anything else came, or Ethos could not be reached.</exception>
    public async Task<SisAnswer> ReadAsync(HttpMethod method, string path, object? body, string accept, CancellationToken cancellation, CreditPosting? about = null)
    {
        for (var again = false; ; again = true)
        {
            var jwt = await token.GetAsync(cancellation);
            await wire.TurnAsync(cancellation);
            var answer = await wire.SendAsync(method, path, body, jwt, accept, cancellation, about);
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.NotAcceptable)
                return answer;
            if (answer.Status != HttpStatusCode.Unauthorized)
                throw new SisException(Sentence(answer));
            token.Forget(jwt);
            if (again)
                throw new SisException("Ethos refuses our token (401), and a new one too: check Sis:Ethos:ApiKey.");
        }
    }

    public static string Sentence(SisAnswer answer) => (int)answer.Status switch
    {
        403 => "Ethos does not allow this (403): give the application the right to it in Ethos Integration.",
        429 => "Ethos says that it is asked too often (429): lower Sis:Ethos:CallsPerSecond.",
        >= 300 and < 400 => $"Ethos answers with a redirect ({(int)answer.Status}), which is not followed: check Sis:Ethos:Address.",
        var status => $"Ethos answers {status}{(answer.ErrorWords() is { } words ? $": {words}" : ".")}",
    };
}
