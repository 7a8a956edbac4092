using CreditBridge.Simulators;
using CreditBridge.Sis;
using CreditBridge.Sis.Ethos;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Sis;

internal sealed class EthosStand : SisStand
{
    private readonly EthosAdapter _adapter;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private EthosStand(PartnerSimulator simulator, FakeTimeProvider time, Action<EthosOptions> change)
    {
        (Simulator, Time) = (simulator, time);
        Options = OptionsFor(simulator);
        change(Options);
        _adapter = new(Options.Validated(sendSeconds: 10), _client, time);
    }

    public PartnerSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public EthosOptions Options { get; }

    public Source Source => Simulator["ethos"];

    public EthosLedger Ledger => Simulator.Ethos;

    public override ISisAdapter Adapter => _adapter;

    public override IReadOnlyList<string> Secrets => [Options.ApiKey];

    public static async Task<SisStand> StartAsync() => await StartAsync(_ => { });

    public static async Task<EthosStand> StartAsync(Action<EthosOptions> change)
    {
        // The suite's deadlines are by the real clock; what happens to tokens is by this one.
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        return new(await PartnerSimulator.StartAsync(clock: time), time, change);
    }

    public static EthosOptions OptionsFor(PartnerSimulator simulator) => new()
    {
        Address = simulator.AddressOf("ethos"),
        ApiKey = simulator["ethos"].Secret,
        Institution = EthosLedger.Institution,
        Levels = { ["Lower"] = "UG", ["Upper"] = "UG", ["Graduate"] = "GR" },
        CallsPerSecond = 1000,
        AnswerSeconds = 2,
    };

    public override int Committed(CreditPosting posting) => Ledger.Committed.GetValueOrDefault(Adapter.KeyOf(posting));

    public override void RefuseNext(string words) => Source.Fault(FaultNames.Refused, words, times: 1);

    public override void LoseNextAnswer() => Source.Fault(FaultNames.TimeOutAfterCommit, times: 1);

    public override async Task GoAwayAsync() => await Simulator.DisposeAsync();

    public override void TurnHostile(string how) => Source.Fault(how);

    public override void ChangeSecret()
    {
        Source.ForgetTokens();
        Source.Secret = "another-secret-entirely";
    }

    public override async ValueTask DisposeAsync()
    {
        _adapter.Dispose();
        _client.Dispose();
        await Simulator.DisposeAsync();
    }
}
