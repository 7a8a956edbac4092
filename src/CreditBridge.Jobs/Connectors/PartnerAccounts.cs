using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Wire;
using Microsoft.AspNetCore.DataProtection;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Opens a partner's settings for its connector, and closes them: secrets stand encrypted in a column of their own.</summary>
public sealed class PartnerAccounts(IEnumerable<IPartnerConnector> connectors, IDataProtectionProvider protection, PartnerWires wires)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Partner");

    public IReadOnlyList<IPartnerConnector> Connectors { get; } = [.. connectors.OrderBy(connector => connector.Name, StringComparer.Ordinal)];

    /// <exception cref="SourceException">There is no such connector.</exception>
    public IPartnerConnector ConnectorOf(Partner partner) =>
        Connectors.SingleOrDefault(connector => connector.Name == partner.Connector) ?? throw new SourceException($"There is no connector named '{partner.Connector}'.");

    /// <exception cref="SourceException">The settings are not whole; the message says what is missing.</exception>
    public PartnerAccount Open(Partner partner)
    {
        var settings = Read(partner);
        if (Problems(settings) is [var first, ..])
            throw new SourceException($"The settings of {partner.Name} are not right: {first.ErrorMessage}");
        return new(partner, settings, wires.For(partner));
    }

    /// <summary>The settings with their secrets, whole or not.</summary>
    /// <exception cref="SourceException">The secrets cannot be read with this machine's keys, or there is no such connector.</exception>
    public object Read(Partner partner)
    {
        var type = ConnectorOf(partner).Settings;
        var members = (JsonObject)JsonNode.Parse(partner.Settings)!;
        try
        {
            foreach (var (name, value) in partner.Secrets is { } secrets ? (JsonObject)JsonNode.Parse(_protector.Unprotect(secrets))! : [])
                members[name] = value?.DeepClone();
        }
        catch (CryptographicException problem)
        {
            throw new SourceException($"The secrets of {partner.Name} cannot be read with the keys of this machine: enter them again.", problem);
        }

        return members.Deserialize(type, JsonSerializerOptions.Web)!;
    }

    /// <summary>The settings in force; without their secrets where these cannot be read any more, so that a person can enter them again.</summary>
    /// <exception cref="SourceException">There is no such connector.</exception>
    public object ReadWhatCanBe(Partner partner)
    {
        try
        {
            return Read(partner);
        }
        catch (SourceException problem) when (problem.InnerException is CryptographicException)
        {
            return JsonSerializer.Deserialize(partner.Settings, ConnectorOf(partner).Settings, JsonSerializerOptions.Web)!;
        }
    }

    /// <summary>Asks the partner with settings that need not be stored, apart from the circuit and the budget of its runs.</summary>
    /// <returns>A sentence that says what is there.</returns>
    /// <exception cref="SourceException">What is wrong, in a sentence.</exception>
    public async Task<string> TestAsync(Partner partner, object settings, CancellationToken cancellation)
    {
        using var pipeline = new PartnerPipeline(new(AttemptSeconds: 10, TotalSeconds: 20, Retries: 0, AtOnce: 1, Calls: 10, PerSeconds: 10));
        return await ConnectorOf(partner).TestAsync(new(partner, settings, wires.Through(pipeline, partner)), cancellation);
    }

    /// <summary>Puts settings into the row, secrets encrypted.</summary>
    public void Write(Partner partner, object settings)
    {
        var members = (JsonObject)JsonSerializer.SerializeToNode(settings, settings.GetType(), JsonSerializerOptions.Web)!;
        var secrets = new JsonObject();
        foreach (var property in settings.GetType().GetProperties().Where(IsSecret))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (members.Remove(name, out var value) && value is not null)
                secrets[name] = value.DeepClone();
        }

        partner.Settings = members.ToJsonString();
        partner.Secrets = secrets.Count == 0 ? null : _protector.Protect(secrets.ToJsonString());
    }

    public static bool IsSecret(PropertyInfo property) => property.IsDefined(typeof(SecretAttribute));

    public static IReadOnlyList<ValidationResult> Problems(object settings)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), problems, validateAllProperties: true);
        return problems;
    }

    /// <summary>A secret that is not a setting of a connector.</summary>
    public string Protect(string secret) => _protector.Protect(secret);

    /// <exception cref="CryptographicException">It was protected with other keys.</exception>
    public string Unprotect(string text) => _protector.Unprotect(text);
}
