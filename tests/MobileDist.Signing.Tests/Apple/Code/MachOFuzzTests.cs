using MobileDist.Packages.Apple.MachO;
using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>Hundreds of ways to break signed files, always the same ones: the verifier only finds, the signer only refuses.</summary>
public sealed class MachOFuzzTests
{
    [Test]
    public async Task VerifyAsync_WhenBytesAreBroken_NeverThrows()
    {
        var random = new Random(20261122);
        var clean = 0;
        foreach (var (name, request) in new[] { (TestMachO.App, CodeSample.App()), (TestMachO.Fat, CodeSample.Library()) })
        {
            var signed = await CodeSample.SignAsync(TestMachO.Read(name), request);
            var start = (int)MachOFile.Read(new MachOMemorySource(signed), name).Slices[0].Signature!.Data.Offset + (name is TestMachO.Fat ? 0x4000 : 0);
            for (var round = 0; round < 250; round++)
            {
                var broken = Break(signed, round % 3 == 0 ? (0, 900) : (start, 6400), random);

                clean += (await CodeSample.VerifyAsync(broken, CodeSample.Expecting(request))).IsEmpty && !broken.AsSpan().SequenceEqual(signed) ? 1 : 0;
            }
        }

        Assert.That(clean, Is.Zero, "every change is found");
    }

    [Test]
    public async Task SignAsync_WhenBytesAreBroken_SignsSoundlyOrRefuses()
    {
        var random = new Random(4);
        var (signed, refused) = (0, 0);
        foreach (var name in new[] { TestMachO.App, TestMachO.LinkerSigned, TestMachO.Fat, TestMachO.Watch })
        {
            var original = TestMachO.Read(name);
            for (var round = 0; round < 100; round++)
            {
                try
                {
                    await CodeSample.SignAsync(Break(original, (0, 900), random), CodeSample.Library());
                    signed++;
                }
                catch (DistributionException)
                {
                    refused++;
                }
            }
        }

        Assert.That(signed, Is.GreaterThan(40));
        Assert.That(refused, Is.GreaterThan(40));
    }

    /// <summary>Breaks a stretch of the file, whose length stays.</summary>
    private static byte[] Break(byte[] original, (int Start, int Length) stretch, Random random)
    {
        var end = Math.Min(original.Length, stretch.Start + stretch.Length);
        var part = Mutation.Of(original[stretch.Start..end], random);
        Array.Resize(ref part, end - stretch.Start);
        return [.. original[..stretch.Start], .. part, .. original[end..]];
    }
}
