using System.Buffers.Binary;
using System.Text;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Code;
using MobileDist.Testing.Apple;

namespace MobileDist.Signing.Tests.Apple.Code;

public sealed class MachOSignerTests
{
    [TestCase(TestMachO.App)]
    [TestCase(TestMachO.LinkerSigned)]
    [TestCase(TestMachO.EmbeddedInfo)]
    public async Task SignAsync_WhenExecutable_VerifiesWithoutFindings(string name)
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(name), CodeSample.App());

        Assert.That(await CodeSample.VerifyAsync(signed, CodeSample.Expecting(CodeSample.App())), Is.Empty);
        Assert.That(Read(signed).Primary.SpecialSlotCount, Is.EqualTo(7));
    }

    [TestCase(TestMachO.Library)]
    [TestCase(TestMachO.Fat)]
    [TestCase(TestMachO.Watch)]
    public async Task SignAsync_WhenLibrary_VerifiesWithoutFindings(string name)
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(name), CodeSample.Library());

        Assert.That(await CodeSample.VerifyAsync(signed, CodeSample.Expecting(CodeSample.Library())), Is.Empty);
        Assert.That(Read(signed).Primary.SpecialSlotCount, Is.EqualTo(2));
    }

    [Test]
    public async Task SignAsync_WhenApp_WritesWhatCodesignWrites()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App());

        var signature = Read(signed);
        var directory = signature.Primary;
        var text = MachOFile.Read(new MachOMemorySource(signed), "app").Slices[0].Segment("__TEXT")!;
        Assert.That(signature.Blobs.Select(blob => blob.Slot), Is.EqualTo(new uint[] { 0, 2, 5, 7, 0x10000 }));
        Assert.That(signature.Irregularities, Is.Empty);
        Assert.That(directory.Version, Is.EqualTo(0x20400));
        Assert.That(directory.Flags, Is.EqualTo(CodeDirectoryFlags.None));
        Assert.That(directory.HashType, Is.EqualTo(CodeHashType.Sha256));
        Assert.That(directory.Identifier, Is.EqualTo("com.example.demo"));
        Assert.That(directory.TeamId, Is.EqualTo("TEAM123456"));
        Assert.That(directory.ExecutableSegment, Is.EqualTo(((ulong)text.FileOffset, (ulong)text.FileSize, ExecutableSegmentFlags.MainBinary)));
        Assert.That(
            signature.ReadRequirements().ToString(),
            Is.EqualTo("designated => identifier \"com.example.demo\" and anchor apple generic and certificate leaf[subject.CN] = \"Apple Distribution: Demo (TEAM123456)\" and certificate 1[field.1.2.840.113635.100.6.2.1] /* exists */"));
        Assert.That(signature.ReadEntitlements(), Is.EqualTo(CodeSample.Entitlements));
        Assert.That(signature.ReadEntitlementsXml(), Is.EqualTo(CodeSample.Entitlements));
    }

    [Test]
    public async Task SignAsync_WhenUnsigned_MakesRoomAsCodesignDoes()
    {
        var original = TestMachO.Read(TestMachO.App);
        var before = MachOFile.Read(new MachOMemorySource(original), "app").Slices[0];

        var after = MachOFile.Read(new MachOMemorySource(await CodeSample.SignAsync(original, CodeSample.App())), "app").Slices[0];

        var linkEdit = after.Segment("__LINKEDIT")!;
        Assert.That(after.CommandCount, Is.EqualTo(before.CommandCount + 1));
        Assert.That(after.CommandsSize, Is.EqualTo(before.CommandsSize + 16));
        Assert.That(after.Signature!.Data.Offset, Is.EqualTo((before.Length + 15) / 16 * 16));
        Assert.That(after.Signature.Data.Length % 16, Is.Zero);
        Assert.That(after.Signature.Data.End, Is.EqualTo(after.Length));
        Assert.That(linkEdit.FileEnd, Is.EqualTo(after.Length));
        Assert.That(linkEdit.VirtualSize, Is.EqualTo((linkEdit.FileSize + 0x3fff) / 0x4000 * 0x4000));
    }

    [Test]
    public async Task SignAsync_WhenSignedBefore_ReplacesTheOldSignatureWhole()
    {
        var request = CodeSample.App();
        var large = new PropertyListDictionary([KeyValuePair.Create("note", (PropertyListValue)new PropertyListString(new string('x', 30000)))]);
        var fresh = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request);
        var longer = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request with { Entitlements = large });

        Assert.That(await CodeSample.SignAsync(longer, request), Is.EqualTo(fresh));
        Assert.That(await CodeSample.SignAsync(fresh, request), Is.EqualTo(fresh));
    }

    [Test]
    public async Task SignAsync_WhenSameTime_WritesSameBytes()
    {
        var request = CodeSample.App();
        var once = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request);

        Assert.That(await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request), Is.EqualTo(once));
        Assert.That(await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request with { SigningTime = request.SigningTime.AddSeconds(-1) }), Is.Not.EqualTo(once));
    }

    [Test]
    public async Task SignAsync_WhenKeyIsEc_Verifies()
    {
        var request = CodeSample.App() with { Signer = CodeSample.SignerOf(CodeSample.Authority.Ec) };

        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), request);

        Assert.That(await CodeSample.VerifyAsync(signed, CodeSample.Expecting(request)), Is.Empty);
    }

    [Test]
    public async Task SignAsync_WhenOldSystemsAreMeant_WritesSha1AndSha256()
    {
        var signature = Read(await CodeSample.SignAsync(TestMachO.Read(TestMachO.Watch), CodeSample.Library()));

        Assert.That(signature.CodeDirectories.Select(directory => directory.HashType), Is.EqualTo(new[] { CodeHashType.Sha1, CodeHashType.Sha256 }));
        Assert.That(signature.CodeDirectories.Select(directory => directory.Blob.Slot), Is.EqualTo(new uint[] { 0, 0x1000 }));
        Assert.That(signature.Best.HashType, Is.EqualTo(CodeHashType.Sha256));
    }

    [Test]
    public async Task SignAsync_WhenFat_PlacesSlicesAsCodesignDoes()
    {
        var signed = await CodeSample.SignAsync(TestMachO.Read(TestMachO.Fat), CodeSample.Library());

        var file = MachOFile.Read(new MachOMemorySource(signed), "fat");
        Assert.That(file.Slices.Select(slice => slice.Cpu.Name), Is.EqualTo(new[] { "x86_64", "arm64" }));
        Assert.That(file.Slices.Select(slice => slice.Offset % 0x4000), Is.All.Zero);
        Assert.That(file.Slices[0].Offset, Is.EqualTo(0x4000));
        Assert.That(file.Slices.Select(slice => slice.FatEntry!.Value.Alignment), Is.All.EqualTo(14));
        Assert.That(file.Slices[1].Offset + file.Slices[1].Length, Is.EqualTo(signed.Length));
    }

    [Test]
    public async Task SignAsync_WhenFat64_WritesTheFormThatDevicesRead()
    {
        var fat = TestMachO.Fat64(TestMachO.Read(TestMachO.Library), TestMachO.Read(TestMachO.Watch));

        var signed = await CodeSample.SignAsync(fat, CodeSample.Library());

        Assert.That(BinaryPrimitives.ReadUInt32BigEndian(signed), Is.EqualTo(0xcafebabe));
        Assert.That(await CodeSample.VerifyAsync(signed, CodeSample.Expecting(CodeSample.Library())), Is.Empty);
        var kinds = MachOFile.Read(new MachOMemorySource(signed), "fat");
        Assert.That(kinds.Slices.Select(slice => EmbeddedSignature.Read(kinds, slice)!.CodeDirectories.Length), Is.All.EqualTo(2), "one slice for an old system decides for all");
    }

    [Test]
    public async Task SignAsync_WhenGetTaskAllow_SaysSoInTheExecutableSegment()
    {
        var entitlements = CodeSample.Entitlements.With("get-task-allow", new PropertyListBoolean(true));

        var signature = Read(await CodeSample.SignAsync(TestMachO.Read(TestMachO.App), CodeSample.App() with { Entitlements = entitlements }));

        Assert.That(signature.Primary.ExecutableSegment!.Value.Flags, Is.EqualTo(ExecutableSegmentFlags.MainBinary | ExecutableSegmentFlags.AllowUnsigned));
    }

    [Test]
    public async Task SignAsync_WhenLooseExecutable_SealsItsEmbeddedInfoPlist()
    {
        var signature = Read(await CodeSample.SignAsync(TestMachO.Read(TestMachO.EmbeddedInfo), CodeSample.Library()));
        var file = MachOFile.Read(new MachOMemorySource(TestMachO.Read(TestMachO.EmbeddedInfo)), "app");

        var embedded = file.ReadInfoPlist(file.Slices[0])!.Value.ToArray();
        Assert.That(Encoding.UTF8.GetString(embedded), Does.Contain("com.example.tiny.embedded"));
        Assert.That(signature.Primary.SpecialSlot(1).ToArray(), Is.EqualTo(CodeHash.Compute(CodeHashType.Sha256, embedded)));
    }

    [Test]
    public void SignAsync_WhenNoRoom_NamesTheRemedy()
    {
        var error = Refusal(TestMachO.Read(TestMachO.NoRoom), CodeSample.App());

        Assert.That(error.Faults[0].Headline, Is.EqualTo("The slice 'arm64' of 'Demo' has no room for the load command of a signature: '0' bytes are free behind its load commands, and '16' are needed."));
        Assert.That(error.Faults[0].Remedy, Does.Contain("-headerpad,0x20"));
    }

    [Test]
    public void SignAsync_WhenEncrypted_Refuses()
    {
        var file = TestMachO.Read(TestMachO.App);
        Add(file, 0x2c, 24, (16, 1));

        Assert.That(Refusal(file, CodeSample.App()).Message, Does.Contain("encrypted by FairPlay"));
    }

    [Test]
    public void SignAsync_WhenObjectFile_Refuses() =>
        Assert.That(Refusal(TestMachO.Read(TestMachO.ObjectFile), CodeSample.Library()).Message, Does.Contain("neither an executable nor a library"));

    [Test]
    public void SignAsync_When4GiB_RefusesWithoutReading() => Assert.That(
        Assert.ThrowsAsync<DistributionException>(() => MachOSigner.SignAsync(new HugeSource(), Stream.Null, CodeSample.App(), CancellationToken.None))!.Message, Does.Contain("below 4 GiB"));

    [Test]
    public void SignAsync_WhenKeyIsAnothers_Refuses()
    {
        var signer = CodeSample.App().Signer;
        var stranger = new SigningIdentity("stranger", CodeSample.Authority.Development.CreateKey(), CodeSample.Authority.Distribution.CreateChain());

        Assert.That(Refusal(TestMachO.Read(TestMachO.App), CodeSample.App() with { Signer = signer with { Identity = stranger } }).Message, Does.Contain("stranger"));
    }

    [Test]
    public void SignAsync_WhenEntitlementIsData_NamesItsKey()
    {
        var inner = new PropertyListDictionary([KeyValuePair.Create("blob", (PropertyListValue)new PropertyListData([1]))]);

        var error = Refusal(TestMachO.Read(TestMachO.App), CodeSample.App() with { Entitlements = CodeSample.Entitlements.With("outer", inner) });

        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Message, Is.EqualTo("The entitlement 'outer.blob' for 'Demo' holds a data, which entitlements cannot."));
    }

    [TestCase("real")]
    [TestCase("date")]
    public void SignAsync_WhenEntitlementIsOfAnotherType_Refuses(string type)
    {
        PropertyListValue value = string.Equals(type, "real", StringComparison.Ordinal) ? new PropertyListReal(1.5) : new PropertyListDate(AppleTestAuthority.Now);

        Assert.That(Refusal(TestMachO.Read(TestMachO.App), CodeSample.App() with { Entitlements = CodeSample.Entitlements.With("key", value) }).Message, Does.Contain("'key'"));
    }

    [Test]
    public void SignAsync_WhenCancelled_Stops() => Assert.That(
        () => MachOSigner.SignAsync(new MachOMemorySource(TestMachO.Read(TestMachO.App)), Stream.Null, CodeSample.App(), new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [TestCase("libfoo.1.2.dylib", "libfoo.1")]
    [TestCase("libdemo.dylib", "libdemo")]
    [TestCase("Frameworks/libswiftCore.dylib", "libswiftCore")]
    [TestCase("plugin", "plugin")]
    [TestCase("libfrotz7.3.5.dylib", "libfrotz7")]
    [TestCase("libpython3.11.dylib", "libpython3")]
    [TestCase("mumble.77.plugin", "mumble.77")]
    [TestCase("libssl.3", "libssl.3")]
    [TestCase("7z.24.8.dylib", "7z.24.8")]
    [TestCase(".dylib", ".dylib")]
    public void ForLibrary_WhenFileName_FollowsCodesign(string path, string identifier) => Assert.That(CodeIdentifier.ForLibrary(path), Is.EqualTo(identifier));

    private static EmbeddedSignature Read(byte[] signed)
    {
        var file = MachOFile.Read(new MachOMemorySource(signed), "signed");
        return EmbeddedSignature.Read(file, file.Slices[0])!;
    }

    private static DistributionException Refusal(byte[] file, CodeSigningRequest request) =>
        Assert.ThrowsAsync<DistributionException>(() => CodeSample.SignAsync(file, request))!;

    /// <summary>Puts a load command into the room behind the others.</summary>
    private static void Add(byte[] file, uint command, uint size, params (int Offset, uint Value)[] fields)
    {
        var slice = MachOFile.Read(new MachOMemorySource(file), "file").Slices[0];
        Write(16, (uint)slice.CommandCount + 1);
        Write(20, (uint)slice.CommandsSize + size);
        foreach (var (offset, value) in fields.Append((0, command)).Append((4, size)))
        {
            Write(slice.CommandsEnd + offset, value);
        }

        void Write(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
    }

    private sealed class HugeSource : IMachOSource
    {
        public long Length => 1L << 32;

        public void Read(long offset, Span<byte> buffer) => Assert.Fail("nothing of it has to be read");
    }
}
