namespace MobileDist.Pipeline.Stages;

/// <summary>One station: takes a release, gives back a richer one, with its receipt saved.</summary>
internal interface IReleaseStage
{
    StageName Name { get; }

    /// <exception cref="DistributionException">The release cannot go on; the caller records it.</exception>
    Task<Release> RunAsync(Release release, StageContext context, CancellationToken cancellationToken);
}
