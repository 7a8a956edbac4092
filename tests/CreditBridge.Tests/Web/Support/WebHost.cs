using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Web.Support;

/// <summary>The real web over a data folder and a database of its own, at an hour the test sets. Jobs run elsewhere.</summary>
/// <param name="now">For what other programs date by the real clock; else an hour that the assertions know.</param>
/// <param name="isEmpty">Only the institution and its staff: nothing has happened yet.</param>
internal sealed class WebHost(string environment = "Development", bool isEmpty = false, DateTimeOffset? now = null) : WebApplicationFactory<CurrentInstitution>
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("creditbridge-web-");

    public string DataFolder => _data.FullName;

    public FakeTimeProvider Time { get; } = new(now ?? new DateTimeOffset(SampleInstitution.Now));

    /// <summary>Settings beyond the usual ones, before the host is first used.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Puts what a test needs into the container, before the host is first used.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    public SampleInstitution Sample { get; } = new();

    public async Task<T> QueryAsync<T>(Func<BridgeDbContext, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<BridgeDbContext>());
    }

    /// <summary>A browser of somebody's own: cookies of its own, nobody signed in.</summary>
    public Visitor Visit(string at = "https://localhost") => new(CreateDefaultClient(new Uri(at), new Cookies()));

    public async Task<Visitor> SignInAsync(User persona)
    {
        var visitor = Visit();
        await visitor.GetAsync("/sign-in");
        var answer = await visitor.PostAsync("/sign-in", ("Id", persona.Id.ToString()));
        Assert.AreEqual(302, answer.Status, $"{persona.Name} could not sign in.");
        return visitor;
    }

    /// <summary>Another system, with a key that allows these scopes.</summary>
    public async Task<Visitor> ProgramAsync(params string[] scopes)
    {
        await using var scope = Services.CreateAsyncScope();
        var (client, secret) = await scope.ServiceProvider.GetRequiredService<ProgramListing>().AddAsync("Student portal", scopes, new Actor("Sam Okafor", Role.Administrator), default);
        return Program($"{ProgramListing.KeyPrefix}{client.ClientId}_{secret}");
    }

    public Visitor Program(string bearer)
    {
        var client = CreateDefaultClient(new Uri("https://localhost"));
        client.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        return new(client);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Seed();
        builder.UseEnvironment(environment);
        builder.UseSetting("data", _data.FullName);
        builder.UseSetting("Jobs:RunInWeb", "false");
        if (environment != "Development")
            builder.UseSetting("Issuing:PublicAddress", "https://credit.northfield.example");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
            // Hangfire's log is the whole process's, and would go with the first host that ends.
            services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(NullLoggerFactory.Instance));
            Configure?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data.FullName))
            _data.Delete(recursive: true);
    }

    private void Seed()
    {
        var options = new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite(new DatabaseOptions().SqliteConnectionString(_data.FullName) + ";Pooling=False").Options;
        using var db = new SqliteBridgeDbContext(options);
        File.Copy(Template.Value, DatabaseOptions.SqliteFile(_data.FullName));
        (isEmpty ? Sample.SavePeopleAsync(db) : Sample.SaveAsync(db)).GetAwaiter().GetResult();
    }

    /// <summary>The newest schema, made once by the migrations and then copied: each host has a database of its own without waiting for them.</summary>
    private static readonly Lazy<string> Template = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("creditbridge-template-").FullName;
        var options = new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite($"Data Source={DatabaseOptions.SqliteFile(folder)};Pooling=False").Options;
        using var db = new SqliteBridgeDbContext(options);
        db.Database.Migrate();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return DatabaseOptions.SqliteFile(folder);
    });
}
