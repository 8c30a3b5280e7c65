using System.Text;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class KeystoreSecretsTests
{
    private const string Marked = "MarkedSecretPassword";

    private static readonly string[] Files =
    [
        "rsa.jks", "multi.jks", "certificates.jks", "dsa.jks", "rsa.jceks", "rsa.p12", "multi.p12", "fast.p12", "fast-rc2.p12", "plain.p12",
        "openssl-nomac.p12", "openssl-certificate.p12", "otherkeypassword.p12", "rsa-pkcs8.pem", "rsa-pkcs1.pem", "ec-sec1.pem", "ed25519.pem",
        "rsa-pkcs8-encrypted.pem", "rsa-pkcs8-rc2.pem", "old-encryption.pem", "rsa.pk8", "rsa-encrypted.pk8", "AuthKey_TEST.pem", "chain-leaf.pem",
    ];

    private static readonly string?[] Passwords = [null, "", "storepw", "legacy123", Marked];

    private static readonly string?[] Aliases = [null, "demo", "first", "onlycert", "nobody"];

    [Test]
    public void Read_WhateverGoesWrong_NoMessageHoldsThePasswordOrTheKey()
    {
        var messages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            var whole = Fixture.Bytes(file);
            byte[][] variants = [whole, whole[..(whole.Length / 2)], Flipped(whole), Encoding.ASCII.GetBytes(Convert.ToBase64String(whole)[..^3])];
            foreach (var bytes in variants)
            {
                foreach (var password in Passwords)
                {
                    foreach (var alias in password is "storepw" or "legacy123" ? Aliases : [null])
                    {
                        Collect(messages, bytes, Fixture.Access(file, password, alias, Marked + "Key"));
                    }
                }
            }
        }

        string[] secrets = [Marked, "storepw", "legacy123", .. Files.SelectMany(KeyMaterial)];
        Assert.That(messages, Has.Count.GreaterThan(40));
        foreach (var message in messages)
        {
            foreach (var secret in secrets)
            {
                Assert.That(message, Does.Not.Contain(secret));
            }
        }
    }

    [Test]
    public void Read_WhenThePasswordIsWhereTheKeystoreShouldBe_DoesNotShowIt()
    {
        var fault = Fixture.Refused(Encoding.UTF8.GetBytes(Marked), Fixture.Access("ANDROID_KEYSTORE"));

        Assert.That(fault.ToString(), Does.Not.Contain(Marked[..4]));
    }

    private static void Collect(HashSet<string> messages, byte[] bytes, KeystoreAccess access)
    {
        try
        {
            KeystoreReader.Read(bytes, access, new KeystoreLimits { Iterations = 10_000 }).Dispose();
        }
        catch (DistributionException error)
        {
            foreach (var fault in error.Faults)
            {
                messages.Add(string.Join('\n', [fault.Headline, fault.Remedy ?? "", .. fault.Details.Select(detail => $"{detail.Name} {detail.Value}")]));
            }

            for (Exception? inner = error; inner is not null; inner = inner.InnerException)
            {
                messages.Add(inner.ToString());
            }
        }
    }

    private static byte[] Flipped(byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        flipped[^30] ^= 0x40;
        return flipped;
    }

    /// <summary>Pieces from the middle of the file, as text, hexadecimal and base64.</summary>
    private static IEnumerable<string> KeyMaterial(string file)
    {
        var piece = Fixture.Bytes(file).AsSpan(200, 24).ToArray();
        return [Encoding.Latin1.GetString(piece), Convert.ToHexString(piece), Convert.ToHexStringLower(piece), Convert.ToBase64String(piece)];
    }
}
