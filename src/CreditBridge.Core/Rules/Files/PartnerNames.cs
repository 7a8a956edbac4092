using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Partners and achievements by the names that people use: name, code or external id, upper and lower case alike. What nobody knows yet gets a code, for when it is made.</summary>
public sealed class PartnerNames
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _achievements = new(StringComparer.Ordinal);
    private readonly HashSet<AchievementSelector> _knownAchievements = [];

    public PartnerNames(IEnumerable<(string Code, string Name)> partners, IEnumerable<(string Partner, string ExternalId, string Name)> achievements)
    {
        foreach (var (code, name) in partners)
        {
            _known.Add(code);
            _names[code] = name;
            _codes.TryAdd(name, code);
        }

        foreach (var code in _known)
            _codes[code] = code;
        foreach (var (partner, id, name) in achievements)
        {
            _knownAchievements.Add(new(partner, id));
            Remember(partner, id, name);
        }
    }

    public static async Task<PartnerNames> ReadAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var partners = await db.Partners.AsNoTracking().OrderBy(partner => partner.Code).Select(partner => new { partner.Id, partner.Code, partner.Name }).ToListAsync(cancellation);
        var codes = partners.ToDictionary(partner => partner.Id, partner => partner.Code);
        var achievements = await db.Achievements.AsNoTracking().Select(achievement => new { achievement.PartnerId, achievement.ExternalId, achievement.Name }).ToListAsync(cancellation);
        return new(partners.Select(partner => (partner.Code, partner.Name)), achievements.Select(row => (codes[row.PartnerId], row.ExternalId, row.Name)));
    }

    public bool Knows(string partnerCode) => _known.Contains(partnerCode);

    public bool Knows(AchievementSelector achievement) => _knownAchievements.Contains(achievement);

    public string NameOf(string partnerCode) => _names.GetValueOrDefault(partnerCode, partnerCode);

    /// <summary>The partner's code; null when nobody has this name, code or id.</summary>
    public string? FindPartner(string name) => _codes.TryGetValue(name.Trim(), out var code) && _known.Contains(code) ? code : null;

    /// <summary>External ids of the achievements of this name or id: none, one, or several that share a name.</summary>
    public IReadOnlyCollection<string> FindAchievements(string partnerCode, string name) =>
        _knownAchievements.Contains(new(partnerCode, name.Trim())) ? [name.Trim()]
        : _achievements.GetValueOrDefault(partnerCode)?.GetValueOrDefault(name.Trim()) is { } ids ? ids : [];

    /// <summary>What a rule is about, also where it is not known yet. An achievement nobody gave an id is known by its name.</summary>
    /// <exception cref="FormatException">Several achievements have the name.</exception>
    internal AchievementSelector Find(string partner, string achievement)
    {
        var code = _codes.GetValueOrDefault(partner.Trim()) ?? NewCode(partner.Trim());
        var ids = FindAchievements(code, achievement);
        if (ids.Count > 1)
            throw new FormatException($"{NameOf(code)} has {ids.Count} achievements named '{achievement}': name the one you mean by its id.");
        if (ids.Count == 0)
            Remember(code, achievement.Trim(), achievement.Trim());
        return new(code, ids.Count == 1 ? ids.First() : achievement.Trim());
    }

    private void Remember(string partner, string id, string name)
    {
        if (!_achievements.TryGetValue(partner, out var byName))
            _achievements[partner] = byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var key in new[] { id, name }.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!byName.TryGetValue(key, out var ids))
                byName[key] = ids = new(StringComparer.Ordinal);
            ids.Add(id);
        }
    }

    /// <summary>'College Board AP' becomes 'college-board-ap': a partner's code names its folder.</summary>
    private string NewCode(string name)
    {
        var plain = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                plain.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != '-')
                plain.Append('-');
        }

        var code = plain.ToString(0, Math.Min(plain.Length, 60)).Trim('-');
        code = code.Length == 0 ? "partner" : code;
        var free = code;
        for (var i = 2; _names.ContainsKey(free); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{code}-{i}");
        _codes[name] = free;
        _names[free] = name;
        return free;
    }
}
