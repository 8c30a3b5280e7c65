using MobileDist.Testing;

namespace MobileDist.Build.Tests.Terminals;

public sealed class ReleaseTableTests
{
    private static readonly ReleaseRow[] Rows =
    [
        new("Tiny", "Android", "1.0 (7)", "published", "artifacts/mobiledist/tiny-android/tiny.apk", "https://builds.example.org/tiny/1.0-7/"),
        new("日本語", "iOS", "12.34.5 (1234567890)", "skipped: no profile", null, null),
    ];

    [Test]
    public void Render_WhenItFits_AlignsTheColumns() => Approved.Verify("ReleaseTable.approved.txt", ReleaseTable.Render(Rows, 160));

    [Test]
    public void Render_WhenItIsTooNarrow_StacksAndCutsNothing() => Approved.Verify("ReleaseTableNarrow.approved.txt", ReleaseTable.Render(Rows, 60));

    [Test]
    public void Render_WithoutAnyLink_HasNoSuchColumn() =>
        Assert.That(ReleaseTable.Render([Rows[1]], 160), Does.Not.Contain("link").And.Not.Contain("package"));

    [Test]
    public void Render_WithoutRows_IsEmpty() => Assert.That(ReleaseTable.Render([], 80), Is.Empty);

    [Test]
    public void Render_WhenLabelHoldsEscapeCodes_DefusesThem() =>
        Assert.That(ReleaseTable.Render([Rows[0] with { App = "a\u001b[2J\nb" }], 160), Does.Not.Contain("\u001b").And.Contain("a\uFFFD[2J b"));
}
