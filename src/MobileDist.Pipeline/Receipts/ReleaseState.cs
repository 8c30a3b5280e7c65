using System.Collections.Immutable;

namespace MobileDist.Pipeline.Receipts;

/// <summary>How far a release has come, as its receipt proves it: each step must be about the very bytes of the step before.</summary>
internal abstract record ReleaseState
{
    private ReleaseState()
    {
    }

    internal sealed record Nothing : ReleaseState;

    internal sealed record Failed(StageName Stage, RecordedFailure Failure, PackageFacts? Package) : ReleaseState;

    internal sealed record Built(PackageFacts Package) : ReleaseState;

    internal sealed record Signed(PackageFacts Package, RecordedFile File, RecordedSigner Signer) : ReleaseState;

    internal sealed record Published(PackageFacts Package, RecordedFile File, RecordedSigner Signer, ImmutableArray<RecordedChannel> Channels, DateTimeOffset At) : ReleaseState
    {
        /// <summary>Whether some of the channels failed; the others have the package all the same.</summary>
        public bool HasFailed { get; init; }
    }

    internal sealed record Withdrawn(PackageFacts? Package, DateTimeOffset At) : ReleaseState;

    public static ReleaseState Of(Receipt receipt)
    {
        if (receipt.Check is { Failure: { } check })
        {
            return new Failed(StageName.Check, check, null);
        }

        if (receipt.Withdraw is { IsDone: true } withdraw)
        {
            return new Withdrawn(receipt.Sign?.Package ?? receipt.Build?.Package, withdraw.Finished);
        }

        if (receipt is { Withdraw.Failure: { } withdrawal, Publish: null })
        {
            return new Failed(StageName.Withdraw, withdrawal, null);
        }

        return receipt.Build switch
        {
            { Failure: { } build } => new Failed(StageName.Build, build, null),
            { IsDone: true, Package: { } package, Outputs: [var file] } => AfterBuild(receipt, package, file),
            _ => new Nothing(),
        };
    }

    private static ReleaseState AfterBuild(Receipt receipt, PackageFacts built, RecordedFile file)
    {
        switch (receipt.Sign)
        {
            case { Failure: { } failure }:
                return new Failed(StageName.Sign, failure, built);
            case { IsDone: true, Package: { } package, Signer: { } signer, Outputs: [var signed] } record when IsAbout(record, file):
                return receipt.Publish switch
                {
                    { Failure: not null } publish when IsAbout(publish, signed) && publish.Channels.Any(channel => !channel.Unfinished) =>
                        new Published(package, signed, signer, publish.Channels, publish.Finished) { HasFailed = true },
                    { Failure: { } failure } => new Failed(StageName.Publish, failure, package),
                    { IsDone: true } publish when IsAbout(publish, signed) => new Published(package, signed, signer, publish.Channels, publish.Finished),
                    _ => new Signed(package, signed, signer),
                };
            default:
                return new Built(built);
        }
    }

    private static bool IsAbout(StageRecord record, RecordedFile file) => string.Equals(record.Subject, file.Sha256, StringComparison.Ordinal);
}
