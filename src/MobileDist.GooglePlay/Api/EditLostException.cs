namespace MobileDist.GooglePlay;

/// <summary>The edit ended while it was worked on; whoever opened it begins another. Never leaves the room.</summary>
internal sealed class EditLostException(string task, PlayFailure failure) : Exception(failure.Message)
{
    public PlayFailure Failure => failure;

    public DistributionException ToFinal() => GooglePlayFaults.Refused(task, failure);
}
