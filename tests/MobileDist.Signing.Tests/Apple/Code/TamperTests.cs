using System.Collections.Concurrent;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Signing.Apple.Code;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

/// <summary>A changed byte is found wherever it is, and what was found names the place.</summary>
public sealed class TamperTests
{
    [Test]
    public async Task VerifyAsync_WhenAnyByteOfTheSignatureIsFlipped_FindsIt()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());
        var file = MachOFile.Read(new MachOMemorySource(signed), "app");
        var signature = EmbeddedSignature.Read(file, file.Slices[0])!;
        var start = (int)file.Slices[0].Signature!.Data.Offset;

        var unseen = await UnseenAsync(signed, Enumerable.Range(start, signature.Length + 32), CodeSample.App());

        Assert.That(unseen, Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenAByteOfCodeIsFlipped_NamesThePage()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());
        var file = MachOFile.Read(new MachOMemorySource(signed), "app");
        var limit = (int)file.Slices[0].Signature!.Data.Offset;
        for (var at = file.Slices[0].CommandsEnd; at < limit; at += 1009)
        {
            var findings = await CodeSample.VerifyAsync(Flipped(signed, at), CodeSample.Expecting(CodeSample.App()));

            Assert.That(findings.Select(finding => finding.Kind), Is.EqualTo(new[] { CodeFindingKind.PageModified }), $"byte {at}");
            Assert.That(findings[0].Message, Does.StartWith($"'Demo' (arm64): page '{at / 4096}', the bytes '{at / 4096 * 4096}' to "));
        }
    }

    [Test]
    public async Task VerifyAsync_WhenAnyByteOfTheHeaderIsFlipped_FindsIt()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());
        var end = MachOFile.Read(new MachOMemorySource(signed), "app").Slices[0].CommandsEnd;

        Assert.That(await UnseenAsync(signed, Enumerable.Range(0, end).Where(at => at < 128 || at % 3 == 0), CodeSample.App()), Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenAnyByteOutsideOfTheSlicesIsFlipped_FindsIt()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Fat), CodeSample.Library());
        var slices = MachOFile.Read(new MachOMemorySource(signed), "fat").Slices;
        var gap = Enumerable.Range((int)(slices[0].Offset + slices[0].Length), (int)(slices[1].Offset - slices[0].Offset - slices[0].Length));

        var unseen = await UnseenAsync(signed, Enumerable.Range(0, 64).Concat(gap.Where(at => at % 97 == 0)).Append(0x3fff), CodeSample.Library());

        Assert.That(unseen, Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenDirectoriesAreTwo_FindsAnyFlippedByteOfEither()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Watch), CodeSample.Library());
        var start = (int)MachOFile.Read(new MachOMemorySource(signed), "watch").Slices[0].Signature!.Data.Offset;

        Assert.That(await UnseenAsync(signed, Enumerable.Range(start, 700), CodeSample.Library()), Is.Empty);
    }

    [Test]
    public async Task VerifyAsync_WhenBytesAreAppended_FindsThem()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());

        var findings = await CodeSample.VerifyAsync([.. signed, 0], CodeSample.Expecting(CodeSample.App()));

        Assert.That(findings.Select(finding => finding.Kind), Is.EqualTo(new[] { CodeFindingKind.LayoutWrong, CodeFindingKind.LayoutWrong }));
    }

    private static byte[] Flipped(byte[] bytes, int at, byte mask = 0x01)
    {
        var changed = bytes.ToArray();
        changed[at] ^= mask;
        return changed;
    }

    /// <summary>The places where a change went unseen.</summary>
    private static async Task<List<string>> UnseenAsync(byte[] signed, IEnumerable<int> places, CodeSigningRequest request)
    {
        var unseen = new ConcurrentBag<string>();
        var expected = CodeSample.Expecting(request);
        await Parallel.ForEachAsync(places, async (at, _) =>
        {
            var mask = (byte)(1 << (at % 8));
            if ((await CodeSample.VerifyAsync(Flipped(signed, at, mask), expected)).IsEmpty)
            {
                unseen.Add($"{at} ^ {mask:x2}");
            }
        });
        return [.. unseen];
    }
}
