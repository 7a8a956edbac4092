using System.Text.Json;
using CreditBridge.Core.Learners;
using Microsoft.AspNetCore.DataProtection;

namespace CreditBridge.Jobs.Connectors.Wallets;

/// <summary>Opens and closes what is secret of a wallet.</summary>
public sealed class WalletVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Wallet");

    internal string Close(WalletSecrets secrets) => _protector.Protect(JsonSerializer.Serialize(secrets));

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was protected with other keys.</exception>
    internal WalletSecrets Open(WalletConnection wallet) => JsonSerializer.Deserialize<WalletSecrets>(_protector.Unprotect(wallet.Secrets))!;
}
