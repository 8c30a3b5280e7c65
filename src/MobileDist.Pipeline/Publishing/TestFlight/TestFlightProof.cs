using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>What Apple said at the end, for the receipt.</summary>
internal static class TestFlightProof
{
    private const string Review = "Apple reviews the first build of a version before external testers get it, often within a day.";
    private const int MostReasons = 5;

    public static RecordedProof Of(BuildProof proof, DateTimeOffset now)
    {
        ImmutableArray<RecordedGroup> groups =
        [
            .. proof.Groups.Select(group => Recorded(group.Group.Name, group.Installability)),
            .. proof.IndividualTesters is { } single ? [Recorded("single testers", single)] : Array.Empty<RecordedGroup>(),
        ];
        var best = proof.CanSomebodyInstall ? Availability.Now : proof.WillSomebodyInstall ? Availability.AfterReview : Availability.No;
        return new RecordedProof(best, now)
        {
            Groups = groups,
            Reason = best switch
            {
                Availability.Now => null,
                Availability.AfterReview => Review,
                _ => groups.IsEmpty ? "No group and no tester has the build." : string.Join(" ", groups.Take(MostReasons).Select(group => $"'{group.Name}': {group.Reason}.")),
            },
        };
    }

    private static RecordedGroup Recorded(string name, Installability installability) => installability switch
    {
        Installability.Now => new RecordedGroup(PlainText.Clean(name), Availability.Now, null),
        Installability.AfterReview => new RecordedGroup(PlainText.Clean(name), Availability.AfterReview, Review),
        Installability.Not not => new RecordedGroup(PlainText.Clean(name), Availability.No, TestFlightFaults.NotKnownWhy(not.Reason)),
        _ => throw new InvalidOperationException("A build can be installed now, later or not."),
    };
}
