using System.Collections.Immutable;

namespace MobileDist.Testing.Apple;

/// <summary>The Mach-O files of <c>tests/real-machos.tsv</c>, for tests of the category Peer.</summary>
public static class RealMachOs
{
    public static ImmutableArray<RealMachO> Known { get; } =
    [
        .. from line in File.ReadLines(RepositoryRoot.Combine("tests", "real-machos.tsv"))
           where line.Length > 0 && line[0] != '#'
           let columns = line.Split('\t')
           select new RealMachO(columns[0], string.Equals(columns[4], "certificate", StringComparison.Ordinal)),
    ];

    /// <summary>One case each, whether the file is there or not: <see cref="RealMachO.Require"/> decides in the test.</summary>
    public static IEnumerable<TestCaseData> All() => Known.Select(file => new TestCaseData(file).SetArgDisplayNames(file.Name));
}
