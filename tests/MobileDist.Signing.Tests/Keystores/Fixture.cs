using MobileDist.Signing.Keystores;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Keystores;

/// <summary>The keystores of the folder Fixtures, and the ways into them.</summary>
internal static class Fixture
{
    public static byte[] Bytes(string name) =>
        File.ReadAllBytes(RepositoryRoot.Combine("tests", "MobileDist.Signing.Tests", "Keystores", "Fixtures", name));

    public static KeystoreAccess Access(string name, string? password = "storepw", string? alias = null, string? keyPassword = null, byte[]? chain = null) =>
        new(name, password is null ? null : new Secret(password), alias, keyPassword is null ? null : new Secret(keyPassword), chain);

    public static SigningIdentity Read(string name, string? password = "storepw", string? alias = null, string? keyPassword = null) =>
        KeystoreReader.Read(Bytes(name), Access(name, password, alias, keyPassword));

    /// <summary>Reads what must not be readable, and returns its one fault.</summary>
    public static Fault Refused(byte[] bytes, KeystoreAccess access)
    {
        var error = Assert.Throws<DistributionException>(() => KeystoreReader.Read(bytes, access).Dispose());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Unfit));
            Assert.That(error.Faults, Has.Length.EqualTo(1));
            Assert.That(error.Faults[0].Remedy, Is.Not.Null.And.Not.Empty);
            Assert.That(error.Faults[0].Headline, Does.Contain($"'{access.Source}'"));
        }

        return error.Faults[0];
    }
}
