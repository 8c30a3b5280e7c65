using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>
/// The Google Groups whose members test a track (https://developers.google.com/android-publisher/api-ref/rest/v3/edits.testers).
/// Lists of single testers are the Play Console's alone.
/// </summary>
public sealed class PlayTesters(GooglePlayApi api)
{
    /// <summary>The groups' mail addresses; empty where the track has none.</summary>
    /// <exception cref="DistributionException">Google refuses or cannot be reached.</exception>
    public Task<ImmutableArray<string>> GroupsAsync(string packageName, string track, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        return EditWork.ReadAsync(api, packageName, (edit, token) => edit.GroupsAsync(track, token), cancellationToken);
    }

    /// <summary>Adds groups to those that the track has, without a release.</summary>
    /// <param name="packageName">The app.</param>
    /// <param name="track">The track's name.</param>
    /// <param name="groups">Mail addresses of Google Groups.</param>
    /// <param name="removeOthers">Whether groups that are not among them are taken off the track; never when there are none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DistributionException">An address is none, Google refuses or cannot be reached.</exception>
    public Task<GroupMerge> MergeAsync(string packageName, string track, ImmutableArray<string> groups, bool removeOthers, CancellationToken cancellationToken)
    {
        PlayPlanCheck.CheckPackageName(packageName);
        if (groups.FirstOrDefault(group => !PlayPlanCheck.IsGroup(group)) is { } bad)
        {
            throw new DistributionException(ExitCode.Settings, GooglePlayFaults.BadGroup(bad));
        }

        return EditWork.RunAsync(
            api,
            async token =>
            {
                var edit = await PlayEdit.OpenAsync(api, packageName, token);
                var merge = GroupMerge.Of(await edit.GroupsAsync(track, token), groups, removeOthers);
                if (merge.ChangesNothing)
                {
                    await edit.DiscardAsync(token);
                    return merge;
                }

                await edit.SetGroupsAsync(track, merge.Groups, token);

                // Testers are to be seen in edits only: an answer that got lost is looked up by doing it all again.
                var commit = new EditCommit(api, edit) { IsVisible = _ => Task.FromResult(false), Report = _ => { } };
                return await commit.RunAsync(token) is { } failure ? throw GooglePlayFaults.Refused(GooglePlayFaults.CommitEdit, failure) : merge;
            },
            cancellationToken);
    }
}
