using System.Collections.Concurrent;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Grants;

/// <summary>
/// The keys this institution signs awards with. The folder is read each time, so that a rotation made elsewhere bites at once; the first key is made when something is first
/// signed or asked for.
/// </summary>
public sealed class IssuingKeys(string folder, IssuerSite site, TimeProvider time)
{
    private readonly KeyFiles _files = new(folder);
    private readonly ConcurrentDictionary<string, SigningKey> _signing = new(StringComparer.Ordinal);

    public string Folder => _files.Folder;

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<IssuingKey>> AllAsync(CancellationToken cancellation)
    {
        var current = await CurrentAsync(cancellation);
        return [.. _files.Published.Select(name => new IssuingKey(PublishedKey.Of(MethodOf(name), _files.ReadPublic(name)), name == current.Published.Name))];
    }

    /// <summary>As the institution's documents list them.</summary>
    public async Task<IReadOnlyList<PublishedKey>> PublishedAsync(CancellationToken cancellation) => [.. (await AllAsync(cancellation)).Select(key => key.Published)];

    /// <exception cref="UnauthorizedAccessException">Others on this machine may read the key.</exception>
    public async Task<SigningKey> CurrentAsync(CancellationToken cancellation)
    {
        var name = _files.Signing ?? await _files.AloneAsync(() => _files.Signing ?? Make(), cancellation);
        _files.DemandPrivate();
        return _signing.GetOrAdd(name, static (key, keys) => new SigningKey(keys.MethodOf(key), keys._files.ReadSeed(key)), this);
    }

    /// <summary>A new key signs from now on; the earlier ones stay published.</summary>
    /// <returns>Its name.</returns>
    public Task<string> RotateAsync(CancellationToken cancellation) => _files.AloneAsync(Make, cancellation);

    /// <summary>Takes a key out of the institution's documents: nothing it signed can be verified any more.</summary>
    /// <exception cref="IllegalMoveException">There is no such key, or it is the one that signs.</exception>
    public Task RetireAsync(string name, CancellationToken cancellation) => _files.AloneAsync(() =>
    {
        if (!_files.Published.Contains(name, StringComparer.Ordinal))
            throw new IllegalMoveException($"There is no key {name}.");
        if (_files.Signing == name)
            throw new IllegalMoveException($"{name} is the key that signs: rotate first, then retire it.");
        _files.Withdraw(name);
        return true;
    }, cancellation);

    /// <summary>Asked at start, before anything is signed.</summary>
    /// <exception cref="UnauthorizedAccessException">Others on this machine may read the key.</exception>
    public void DemandPrivate() => _files.DemandPrivate();

    private string Make()
    {
        var seed = SigningKey.NewSeed();
        using var unnamed = new SigningKey(MethodOf("new"), seed);
        var name = IssuingKey.NameOf(time.GetUtcNow().UtcDateTime, unnamed.Published.PublicKey.Span);
        _files.Add(name, unnamed.Published.Multibase, seed);
        return name;
    }

    private string MethodOf(string name) => $"{site.Did}#{name}";
}
