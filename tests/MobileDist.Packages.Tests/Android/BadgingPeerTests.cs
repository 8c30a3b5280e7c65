using MobileDist.Testing;

namespace MobileDist.Packages.Tests.Android;

/// <summary>Packages made by Google's tools, and those of other projects: we say of them what <c>dump badging</c> says.</summary>
[Category("Peer")]
public sealed class BadgingPeerTests
{
    private const string Adaptive =
        """
        <adaptive-icon xmlns:android="http://schemas.android.com/apk/res/android">
        <background android:drawable="@android:color/white"/><foreground android:drawable="@drawable/front"/></adaptive-icon>
        """;

    [TestCaseSource(typeof(RealApks), nameof(RealApks.All))]
    public void Read_WhenPackageIsReal_AgreesWithBadging(RealApk apk)
    {
        var path = apk.Require();

        var info = PackageReader.Read(path);

        Badging.Of(Peer.Require("aapt2"), path).AgreesWith(info);
    }

    [TestCaseSource(typeof(RealApks), nameof(RealApks.All))]
    public void Read_WhenPackageIsReal_NamesTheSignersThatApksignerNames(RealApk apk)
    {
        var path = apk.Require();
        var signature = PackageReader.Read(path).Signature;
        if (apk.Name is RealApks.Framework)
        {
            Assert.That(signature, Is.SameAs(PackageSignature.None));
            return;
        }

        var printed = Peer.Require("apksigner").Run("verify", "--verbose", "--print-certs", path).Succeeded().ReplaceLineEndings("\n").Split('\n');
        var digests = printed.Where(line => line.Contains("certificate SHA-256 digest: ", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]).Distinct(StringComparer.Ordinal);
        Assert.That(signature.CertificateDigests, Is.EqualTo(digests));

        // It says false of a scheme that is there, but that no device from the package's minimum SDK on looks at.
        Assert.That(signature.Schemes, Is.SupersetOf(Enum.GetValues<SignatureScheme>().Where(scheme => printed.Any(line => line.StartsWith($"Verified using {Name(scheme)} scheme", StringComparison.Ordinal) && line.EndsWith(": true", StringComparison.Ordinal)))));
    }

    [Test]
    public void Read_WhenPackageIsTheSample_AgreesWithBadging() => Agree(SampleApk.FullPath);

    [Test]
    public void Read_WhenManifestIsPlain_AgreesWithBadging([Values] bool aapt2)
    {
        using var project = AaptProject.Of(
            "android:versionCode=\"17\" android:versionName=\"1.2.3-beta+7\"", "android:minSdkVersion=\"19\" android:targetSdkVersion=\"28\"", "android:label=\"It's a 'plain' &lt;app&gt; &amp; more\"");

        Agree(aapt2 ? project.Aapt2() : project.Aapt());
    }

    [Test]
    public void Read_WhenEverythingIsAReference_AgreesWithBadging([Values] bool aapt2)
    {
        using var project = AaptProject.Of(
                "android:versionCode=\"17\" android:versionName=\"@string/version\"", "android:minSdkVersion=\"21\"", "android:label=\"@string/indirect\" android:debuggable=\"true\" android:testOnly=\"true\"")
            .Strings("values", ("version", "7.8.9"), ("indirect", "@string/name"), ("name", "The 🎉 name"))
            .Strings("values-de", ("name", "Der Name"));

        Agree(aapt2 ? project.Aapt2() : project.Aapt());
    }

    [TestCase("--enable-sparse-encoding")]
    [TestCase("--no-xml-namespaces")]
    [TestCase("--keep-raw-values")]
    [TestCase("--no-compress")]
    [TestCase("--package-id", "0x80")]
    [TestCase("--rename-manifest-package", "com.example.renamed")]
    [TestCase("--version-code-major", "2")]
    [TestCase("--debug-mode")]
    public void Read_WhenLinkedWithAnOption_AgreesWithBadging(params string[] options)
    {
        using var project = WithManyStrings("android:minSdkVersion=\"33\" android:targetSdkVersion=\"34\"");
        var path = project.Aapt2(options);

        var info = PackageReader.Read(path);

        Assert.That(info.Label, Is.EqualTo("Name 57"));
        if (options[0] is "--version-code-major")
        {
            // Badging leaves the upper half out.
            Assert.That(info.BuildNumber, Is.EqualTo("8589934593"));
        }
        else
        {
            Badging.Of(Peer.Require("aapt2"), path).AgreesWith(info);
        }
    }

    [TestCase("--enable-sparse-encoding", "--enable-sparse-encoding")]
    [TestCase("--enable-resource-obfuscation", "--collapse-resource-names")]
    [TestCase("--enable-resource-path-shortening", "--shorten-resource-paths")]
    public void Read_WhenOptimized_AgreesWithBadging(string option, string newerName)
    {
        using var project = WithManyStrings("android:minSdkVersion=\"33\"");
        project.Png("res/mipmap-hdpi/icon.png", "hdpi").Png("res/mipmap-xxhdpi/icon.png", "xxhdpi");

        Agree(project.Aapt2Optimized(option, newerName));
    }

    [Test]
    public void Read_WhenStringsAreUtf16_AgreesWithBadging()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", null, "android:label=\"@string/name\"").Strings("values", ("name", "Näme 🎉 한글"));

        Agree(project.Aapt("--utf16"));
    }

    [Test]
    public void Read_WhenSdkIsACodeName_AgreesWithBadging()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", "android:minSdkVersion=\"Tiramisu\" android:targetSdkVersion=\"Tiramisu\"");

        Agree(project.Aapt2());
    }

    [Test]
    public void Read_WhenDefaultLanguageIsMissing_TakesEnglish()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", null, "android:label=\"@string/name\"")
            .Strings("values-de", ("name", "Deutsch")).Strings("values-en", ("name", "English")).Strings("values-en-rGB", ("name", "British"));

        // What badging says here depends on the order in the table; people who read a comment in English take the English name.
        Assert.That(PackageReader.Read(project.Aapt2("--no-resource-removal")).Label, Is.EqualTo("English"));
    }

    [Test]
    public void Read_WhenOnlyTheLauncherHasALabel_AgreesWithBadging()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", null, "android:hasCode=\"false\"", AaptProject.Launcher("android:label=\"@string/name\"")).Strings("values", ("name", "Launcher"));

        Agree(project.Aapt2());
    }

    [Test]
    public void Read_WhenIconIsInManyDensities_AgreesWithBadging([Values] bool aapt2)
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", null, "android:icon=\"@mipmap/icon\"")
            .Png("res/mipmap-mdpi/icon.png", "mdpi").Png("res/mipmap-xxxhdpi/icon.png", "xxxhdpi").Png("res/mipmap-hdpi/icon.png", "hdpi");

        Agree(aapt2 ? project.Aapt2() : project.Aapt());
    }

    [Test]
    public void Read_WhenIconIsWebP_AgreesWithBadging()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", null, "android:icon=\"@mipmap/icon\"").WebP("res/mipmap-xhdpi/icon.webp").WebP("res/mipmap-xxxhdpi/icon.webp");

        Assert.That(Agree(project.Aapt2()).Icon?.MediaType, Is.EqualTo("image/webp"));
    }

    [Test]
    public void Read_WhenIconIsAdaptive_TakesTheRaster()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", "android:minSdkVersion=\"21\"", "android:icon=\"@mipmap/icon\"")
            .AddFile("res/mipmap-anydpi-v26/icon.xml", Adaptive).Png("res/mipmap-xhdpi/icon.png", "xhdpi").Png("res/drawable-xxxhdpi/front.png", "xxxhdpi");

        Assert.That(Agree(project.Aapt2()).Icon?.EntryName, Is.EqualTo("res/mipmap-xhdpi-v4/icon.png"));
    }

    [Test]
    public void Read_WhenIconIsAdaptiveOnly_TakesItsForeground()
    {
        using var project = AaptProject.Of("android:versionCode=\"1\"", "android:minSdkVersion=\"26\"", "android:icon=\"@mipmap/icon\"")
            .AddFile("res/mipmap-anydpi-v26/icon.xml", Adaptive).Png("res/drawable-mdpi/front.png", "mdpi").Png("res/drawable-xxxhdpi/front.png", "xxxhdpi");

        Assert.That(Agree(project.Aapt2()).Icon?.EntryName, Is.EqualTo("res/drawable-xxxhdpi-v4/front.png"));
    }

    [Test]
    public void Read_WhenPackageIsASplit_NamesIt()
    {
        using var project = WithManyStrings("android:minSdkVersion=\"21\"");
        project.Png("res/mipmap-hdpi/icon.png", "hdpi").Png("res/mipmap-xxhdpi/icon.png", "xxhdpi");
        var split = project.Combine("split.apk");
        project.Aapt2("--split", $"{split}{(OperatingSystem.IsWindows() ? ';' : ':')}xxhdpi");

        Assert.That(Agree(split).Split, Is.EqualTo("config.xxhdpi"));
    }

    [Test]
    public void Read_WhenLinkedInTheProtobufForm_SaysThatItIsNoApk()
    {
        using var project = AaptProject.Of();
        var path = project.Aapt2("--proto-format");

        Assert.That(() => PackageReader.Read(path), Throws.TypeOf<DistributionException>().With.Message.Contains("protobuf form"));
    }

    private static PackageInfo Agree(string path)
    {
        var info = PackageReader.Read(path);
        Badging.Of(Peer.Require("aapt2"), path).AgreesWith(info);
        return info;
    }

    private static string Name(SignatureScheme scheme) => scheme is SignatureScheme.V31 ? "v3.1" : $"v{(int)scheme}";

    private static AaptProject WithManyStrings(string sdk) => AaptProject
        .Of("android:versionCode=\"1\" android:versionName=\"@string/s3\"", sdk, "android:label=\"@string/s57\" android:icon=\"@mipmap/icon\"")
        .Png("res/mipmap-xhdpi/icon.png", "xhdpi")
        .Strings("values", [.. Enumerable.Range(0, 100).Select(i => ($"s{i}", $"Name {i}"))])
        .Strings("values-de", ("s57", "Name auf Deutsch"), ("s99", "Letzter"));
}
