using CreditBridge.OpenBadges;

namespace CreditBridge.Tests.OpenBadges;

[TestClass]
public sealed class DidAddressTests
{
    [TestMethod]
    [DataRow("did:web:college.example", "https://college.example/.well-known/did.json")]
    [DataRow("did:web:college.example:issuers:7", "https://college.example/issuers/7/did.json")]
    [DataRow("did:web:college.example%3A8443", "https://college.example:8443/.well-known/did.json")]
    public void OfWeb_Did_LiesThere(string did, string expected) => Assert.AreEqual(expected, DidAddress.OfWeb(did).AbsoluteUri);

    [TestMethod]
    [DataRow("did:web:")]
    [DataRow("did:web:college.example:..:x")]
    [DataRow("did:web:college.example%2Fx")]
    [DataRow("did:web:user%40college.example")]
    [DataRow("did:web:college.example::x")]
    [DataRow("did:web:college.example:%2e%2e:x")]
    [DataRow("did:web:college.example:a%2fb")]
    [DataRow("did:web:college.example:a%3fb")]
    public void OfWeb_NoAddress_IsRefused(string did) => Assert.ThrowsExactly<FormatException>(() => DidAddress.OfWeb(did));
}
