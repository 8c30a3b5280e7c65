using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>Says on the terminal what a verified package is and who signed it.</summary>
public sealed class VerificationPrinter(Terminal terminal)
{
    public void Print(VerifiedPackage verified)
    {
        ArgumentNullException.ThrowIfNull(verified);
        Line($"'{Path.GetFileName(verified.FullPath)}' verifies ({string.Join(", ", verified.Schemes)}).");
        var info = verified.Info;
        Line($"    app: {info.Label}, {info.Identifier}, {info.VersionName} ({info.BuildNumber})");
        Line($"    certificate: {verified.CertificateDigest}");
        foreach (var warning in verified.Warnings)
        {
            Line($"    warning: {warning.Headline}");
        }
    }

    private void Line(string text) => terminal.Out.WriteLine(Printable.OneLine(text));
}
