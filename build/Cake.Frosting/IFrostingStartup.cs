using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>A host's registrations in a class of their own, for <c>UseStartup</c>.</summary>
public interface IFrostingStartup
{
    void Configure(IServiceCollection services);
}
