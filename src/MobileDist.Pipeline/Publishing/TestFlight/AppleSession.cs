using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Settings.TestFlight;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>App Store Connect with the key opened; holds a private key until it is disposed.</summary>
internal sealed class AppleSession : IDisposable
{
    private readonly AppStoreConnectKey _key;
    private readonly HttpMessageHandler? _owned;

    private AppleSession(AppStoreConnectKey key, AppStoreConnectApi api, HttpMessageHandler? owned)
    {
        _key = key;
        _owned = owned;
        Api = api;
    }

    public AppStoreConnectApi Api { get; }

    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: there is no key, it is none, or the address is none.</exception>
    public static AppleSession Open(AppStoreConnectAccess access, StageContext context)
    {
        var key = access.Open(context.Redactor);
        var owned = context.StoreHandler is null ? ServiceConnection.CreateHandler() : null;
        try
        {
            var options = new AppStoreConnectOptions { Address = access.Address ?? AppStoreConnectOptions.StandardAddress, Key = key, Redactor = context.Redactor };
            return new AppleSession(key, new AppStoreConnectApi(options, context.StoreHandler ?? owned!, context.Clock, Random.Shared.NextDouble), owned);
        }
        catch (DistributionException)
        {
            owned?.Dispose();
            key.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Api.Dispose();
        _owned?.Dispose();
        _key.Dispose();
    }
}
