using MobileDist.GooglePlay;
using MobileDist.Pipeline.Publishing.Play;
using MobileDist.Pipeline.Settings.Overrides;

namespace MobileDist.Pipeline.Settings.Play;

/// <summary>
/// Weighs how Google Play is reached. Like signing keys, what is missing matters only once somebody needs it: a build alone
/// needs no credentials.
/// </summary>
internal sealed class PlayAccessReader(OverrideSet overrides, SectionReader own, SectionReader common, Redactor redactor)
{
    public PlayAccess Read()
    {
        var flaws = new List<Fault>();
        var values = new ChannelValues("play-", overrides, own.Reporting(flaws), common.Reporting(flaws), flaws);
        var given = values.Given("credentials", "google-play-credentials");
        var path = given is null ? null : KeyMaterialReader.FileOf(given);
        var provider = values.Text("workload-identity-provider");
        var account = values.Text("service-account");
        if (given is { FromVariable: false } && path is null)
        {
            flaws.Add(PlayFaults.CredentialsNotFound(given));
        }

        if (given is null && provider is not null)
        {
            Collect(flaws, () => WorkloadIdentity.Parse(provider, account));
        }
        else if (given is null && account is not null)
        {
            flaws.Add(PlayFaults.NoProvider(account));
        }

        var secret = given is null ? null : new Secret(path ?? given.Value);
        if (secret is not null && path is null)
        {
            redactor.Register(secret);
        }

        return new PlayAccess
        {
            Address = overrides.Find("google-play-url")?.Value,
            Source = path ?? given?.Source ?? "GOOGLE_PLAY_CREDENTIALS",
            Credentials = secret,
            Provider = given is null ? provider : null,
            ServiceAccount = account,
            ServiceConnection = values.Text("service-connection"),
            Flaws = [.. flaws],
        };
    }

    private static void Collect(List<Fault> flaws, Action check)
    {
        try
        {
            check();
        }
        catch (DistributionException error)
        {
            flaws.AddRange(error.Faults);
        }
    }
}
