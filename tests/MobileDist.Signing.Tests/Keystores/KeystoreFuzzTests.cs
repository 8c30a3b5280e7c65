using System.Diagnostics;
using MobileDist.Signing.Keystores;

namespace MobileDist.Signing.Tests.Keystores;

public sealed class KeystoreFuzzTests
{
    // The rounds that mutated files ask for are held low here, so that thousands of them take seconds.
    private static readonly KeystoreLimits Limits = new() { Iterations = 2_000 };

    [TestCase("rsa.jks", "storepw", "keypw12", 3000, true)]
    [TestCase("multi.jks", "storepw", "second12", 3000, true)]
    [TestCase("rsa.jceks", "storepw", "keypw12", 4000, true)]
    [TestCase("rsa.jks", "storepw", "keypw12", 1000, false)]
    [TestCase("fast.p12", "legacy123", null, 2000, false)]
    [TestCase("fast-rc2.p12", "legacy123", null, 2000, false)]
    [TestCase("plain.p12", null, null, 4000, false)]
    [TestCase("rsa-pkcs8.pem", null, null, 3000, false)]
    [TestCase("ec-sec1.pem", null, null, 3000, false)]
    [TestCase("rsa-pkcs1.pem", null, null, 1000, false)]
    [TestCase("rsa-pkcs8-rc2.pem", "legacy123", null, 1000, false)]
    [TestCase("rsa.pk8", null, null, 2000, false)]
    public void Read_WhenFileIsMutated_OnlyOurErrorComesOut(string file, string? password, string? keyPassword, int rounds, bool seal)
    {
        var random = new Random(20261122);
        var original = Fixture.Bytes(file);
        var chain = Fixture.Bytes("chain-shuffled.pem");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var read = 0;
        for (var round = 0; round < rounds; round++)
        {
            var bytes = Mutate(original, random, seal);
            var access = Fixture.Access(file, password, random.Next(4) == 0 ? "demo" : file.StartsWith("multi", StringComparison.Ordinal) ? "second" : null, keyPassword, file.EndsWith(".pk8", StringComparison.Ordinal) ? chain : null);
            try
            {
                using var identity = KeystoreReader.Read(bytes, access, Limits);
                _ = AndroidIdentityCheck.Inspect(identity, file, TestCertificate.Now);
                read++;
            }
            catch (DistributionException error)
            {
                Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Unfit));
            }
        }

        TestContext.Out.WriteLine($"{file}: {rounds} mutations, {read} readable, {watch.ElapsedMilliseconds} ms");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
            Assert.That((GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds, Is.LessThan(400_000));
        }
    }

    private static byte[] Mutate(byte[] original, Random random, bool seal)
    {
        var body = seal ? original[..^20] : (byte[])[.. original];
        for (var changes = random.Next(1, 4); changes > 0 && body.Length > 0; changes--)
        {
            var at = random.Next(body.Length);
            switch (random.Next(7))
            {
                case 0:
                    body[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    body[at] = (byte)random.Next(256);
                    break;
                case 2:
                    body.AsSpan(at, Math.Min(4, body.Length - at)).Fill((byte)(random.Next(2) * 0xFF));
                    break;
                case 3:
                    body = body[..at];
                    break;
                case 4:
                    var length = random.Next(1, Math.Min(64, body.Length - at) + 1);
                    body = [.. body.AsSpan(0, at), .. body.AsSpan(at + length - 1)];
                    break;
                case 5:
                    var from = random.Next(body.Length);
                    var piece = body.AsSpan(from, Math.Min(random.Next(1, 64), body.Length - from));
                    body = [.. body.AsSpan(0, at), .. piece, .. body.AsSpan(at)];
                    break;
                default:
                    // Headers are few bytes; most of what a parser decides is there.
                    body[random.Next(Math.Min(body.Length, 80))] = (byte)random.Next(256);
                    break;
            }
        }

        return seal ? JavaSeal.Add(body, "storepw") : body;
    }
}
