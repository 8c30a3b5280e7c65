using System.Runtime.CompilerServices;

namespace MobileDist.Testing;

/// <summary>
/// Compares a whole output with the file that a person approved: <c>Approved/NAME</c> beside the test's source.
/// <c>MOBILEDIST_APPROVE=1</c> writes what came out over the approved files, for a person to read the diff.
/// </summary>
public static class Approved
{
    /// <param name="name">File name with <c>.approved.</c> in it: <c>OneRelease.approved.md</c>.</param>
    /// <param name="actual">What came out; line ends do not count.</param>
    /// <param name="source">The test's own file, filled in by the compiler.</param>
    public static void Verify(string name, string actual, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!, "Approved", name);
        var text = actual.ReplaceLineEndings("\n");
        if (string.Equals(Environment.GetEnvironmentVariable("MOBILEDIST_APPROVE"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.That(File.Exists(path), $"'{path}' is not there yet. Run the tests with MOBILEDIST_APPROVE=1 and read what it writes.");
        Assert.That(text, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), $"Differs from '{path}'. If the change is right, run with MOBILEDIST_APPROVE=1 and read the diff.");
    }
}
