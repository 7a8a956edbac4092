namespace CreditBridge.OpenBadges;

internal enum KeyKind
{
    Ed25519,
    P256,
    P384,
    Rsa,
}
