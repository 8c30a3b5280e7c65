using MobileDist.Pipeline.Settings;

namespace MobileDist.Pipeline;

/// <summary>Finds the one package that a list of patterns means.</summary>
internal static class PackageFinder
{
    private const int MaxListed = 10;

    public static PackageFinding Find(PackageSource source)
    {
        foreach (var pattern in source.Patterns)
        {
            var matches = FilePattern.Match(pattern, source.Folder, MaxListed + 1);
            switch (matches.Count)
            {
                case 0:
                    continue;
                case 1:
                    return new PackageFinding.Found(matches[0]);
                default:
                    return new PackageFinding.NotFound(PipelineFaults.SeveralPackages(pattern, source, matches), Several: true);
            }
        }

        return new PackageFinding.NotFound(PipelineFaults.PackageNotFound(source), Several: false);
    }
}
