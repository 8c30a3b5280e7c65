using MobileDist.Packages.Android;
using MobileDist.Packages.Zip;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Android;

public sealed class ApkFuzzTests : ApkTestBase
{
    [Test]
    public async Task VerifyAndSignAsync_WhenBytesAreMutated_LetOutOnlyOurError()
    {
        using var identity = TestIdentities.Get("EC256");
        var signed = await SignAsync(Mixed(), Folder.Combine("signed.apk"), "EC256", 21);
        var original = File.ReadAllBytes(signed.Output);
        var (blockStart, blockEnd) = (0, 0);
        using (var package = ZipPackage.Open(signed.Output))
        {
            blockStart = (int)ApkSigningBlock.Find(package)!.Offset;
            blockEnd = (int)package.CentralDirectoryOffset;
        }

        var random = new Random(20261122);
        var path = Folder.Combine("fuzz.apk");
        var (accepted, refused) = (0, 0);
        for (var round = 0; round < 2500; round++)
        {
            // Three of four mutations hit the signing block; the fuzz test of the zip reader has the rest.
            var mutated = round % 4 == 0
                ? Mutation.Of(original, random)
                : [.. original[..blockStart], .. SameLength(Mutation.Of(original[blockStart..blockEnd], random), blockEnd - blockStart), .. original[blockEnd..]];
            if (mutated.AsSpan().SequenceEqual(original))
            {
                continue;
            }

            File.WriteAllBytes(path, mutated);
            try
            {
                var verification = await VerifyAsync(path, 21);
                accepted += verification.IsVerified ? 1 : 0;
                if (round % 10 == 0)
                {
                    await SignAsync(path, Folder.Combine("again.apk"), identity, 24);
                }
            }
            catch (DistributionException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(100));
        Assert.That(accepted, Is.LessThan(900), "Most of the block is padding, whose bytes nobody signs.");
    }

    private static byte[] SameLength(byte[] bytes, int length)
    {
        Array.Resize(ref bytes, length);
        return bytes;
    }
}
