namespace CreditBridge.Jobs.Connectors.Wallets;

/// <summary>What is kept encrypted of a connected wallet.</summary>
/// <param name="Verifier">PKCE's, until the code was exchanged.</param>
/// <param name="AccessUntil">UTC.</param>
internal sealed record WalletSecrets(string TokenAddress, string RefreshAddress, string? ClientSecret = null, string? Verifier = null, string? AccessToken = null, DateTime? AccessUntil = null, string? RefreshToken = null);
