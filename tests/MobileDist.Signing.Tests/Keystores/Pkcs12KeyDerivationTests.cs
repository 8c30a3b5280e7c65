using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class Pkcs12KeyDerivationTests
{
    // The vectors that implementers of PKCS#12 pass around ("smeg" and "queeg").
    [TestCase("smeg", "0a58cf64530d823f", 1, 1, "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3")]
    [TestCase("smeg", "0a58cf64530d823f", 1, 2, "79993dfe048d3b76")]
    [TestCase("queeg", "05dec959acff72f7", 1000, 1, "ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4")]
    [TestCase("queeg", "05dec959acff72f7", 1000, 2, "11dedad7758d4860")]
    public void DeriveSha1_WhenGivenKnownInput_GivesTheKnownBytes(string password, string salt, int iterations, byte purpose, string expected)
    {
        var derived = Pkcs12KeyDerivation.DeriveSha1(password, Convert.FromHexString(salt), iterations, purpose, expected.Length / 2);

        Assert.That(Convert.ToHexStringLower(derived), Is.EqualTo(expected));
    }
}
