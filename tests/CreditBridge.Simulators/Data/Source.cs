using System.Collections.Concurrent;
using System.Diagnostics;

namespace CreditBridge.Simulators;

/// <summary>One vendor's records, secrets, faults and ledger of calls.</summary>
public sealed class Source(string name, int records, int seed, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private readonly ConcurrentQueue<Call> _calls = [];
    private readonly ConcurrentDictionary<string, DateTime> _tokens = [];
    private readonly List<SimulatedCredential> _records = Make(records, seed, clock.GetUtcNow().UtcDateTime);
    private int _next = records;

    public string Name => name;

    /// <summary>What it accepts: a token, a client secret, a key.</summary>
    public string Secret { get; set; } = $"{name}-secret-of-the-simulator";

    public string ClientId => $"{name}-client";

    public string Organization => $"{name}-org";

    /// <summary>The longest page it gives.</summary>
    public int PageSize { get; set; } = 50;

    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Makes the text of a signed credential; null: unsigned ones.</summary>
    public Func<SimulatedCredential, string>? Signer { get; set; }

    /// <summary>Whoever is asked to let a client in says no.</summary>
    public bool RefusesConsent { get; set; }

    /// <summary>It offers no registration of clients.</summary>
    public bool RefusesRegistration { get; set; }

    /// <summary>Refresh tokens are worth nothing any more.</summary>
    public bool RefusesRefresh { get; set; }

    public List<Fault> Faults { get; } = [];

    /// <summary>What was posted to it, where it is a student system.</summary>
    public CreditLedger Ledger { get; } = new();

    /// <summary>Holds the answer to a call back, by the call's number.</summary>
    public Func<int, Task>? Gate { get; set; }

    public IReadOnlyCollection<Call> Calls => _calls;

    public DateTime Now => clock.GetUtcNow().UtcDateTime + ClockOff;

    public TimeSpan ClockOff { get; set; }

    public IReadOnlyList<SimulatedCredential> Records
    {
        get
        {
            lock (_lock)
                return [.. _records];
        }
    }

    /// <summary>The page from an index on, and how many there are.</summary>
    public (IReadOnlyList<SimulatedCredential> Page, int Total) Read(int from, int count, Func<SimulatedCredential, bool>? where = null)
    {
        lock (_lock)
        {
            if (where is null)
                return (_records.Skip(from).Take(count).ToList(), _records.Count);
            var found = _records.Where(where).ToList();
            return (found.Skip(from).Take(count).ToList(), found.Count);
        }
    }

    public SimulatedCredential Add(string? email = null)
    {
        lock (_lock)
        {
            var made = Make(1, seed + _next, Now)[0] with { Number = _next, Id = $"c{_next:D7}", UpdatedAt = Now, IssuedAt = Now };
            _next++;
            _records.Add(email is null ? made : made with { Email = email });
            return made;
        }
    }

    public void Change(string id, Func<SimulatedCredential, SimulatedCredential> change)
    {
        lock (_lock)
        {
            var at = _records.FindIndex(record => record.Id == id);
            _records[at] = change(_records[at]) with { UpdatedAt = Now };
        }
    }

    public void Revoke(string id) => Change(id, record => record with { IsRevoked = true });

    public void Remove(string id)
    {
        lock (_lock)
            _records.RemoveAll(record => record.Id == id);
    }

    /// <summary>Inserts and removes records at random places, as if the world went on between two pages.</summary>
    public void Shift(Random random)
    {
        lock (_lock)
        {
            for (var i = 0; i < 3; i++)
            {
                var made = Make(1, random.Next(), Now)[0] with { Number = _next, Id = $"c{_next:D7}", UpdatedAt = Now };
                _next++;
                _records.Insert(random.Next(_records.Count + 1), made);
                _records.RemoveAt(random.Next(_records.Count));
                if (random.Next(2) == 0)
                    _records.RemoveAt(random.Next(_records.Count));
            }
        }
    }

    public string IssueToken()
    {
        var token = Guid.NewGuid().ToString("N");
        _tokens[token] = clock.GetUtcNow().UtcDateTime + TokenLife;
        return token;
    }

    public bool Accepts(string? token) => token is not null && _tokens.TryGetValue(token, out var until) && clock.GetUtcNow().UtcDateTime < until;

    public void ForgetTokens() => _tokens.Clear();

    public Fault Fault(string kind, string? value = null, int times = int.MaxValue, double rate = 1, int seed = 0)
    {
        var fault = new Fault(kind, value, times, rate, new Random(seed));
        lock (_lock)
            Faults.Add(fault);
        return fault;
    }

    public void Heal()
    {
        lock (_lock)
            Faults.Clear();
    }

    /// <returns>The fault that hits this request, if one does.</returns>
    public Fault? Strike(Func<Fault, bool> concerned)
    {
        lock (_lock)
            return Faults.FirstOrDefault(fault => concerned(fault) && fault.Strikes());
    }

    public void Note(string request, int status) => _calls.Enqueue(new(clock.GetUtcNow().UtcDateTime, _since.Elapsed, request, status));

    public void ForgetCalls() => _calls.Clear();

    private static List<SimulatedCredential> Make(int records, int seed, DateTime now)
    {
        var random = new Random(seed);
        var made = new List<SimulatedCredential>(records);
        for (var i = 0; i < records; i++)
        {
            var issued = now.Date.AddDays(-random.Next(20, 400)).AddHours(9);
            made.Add(new(i, $"a{random.Next(40):D3}", $"learner{i}@simulated.example", $"Given{i}", $"Family{i}", issued, issued.AddHours(1)) { Score = random.Next(50, 101) });
        }

        return made;
    }
}
