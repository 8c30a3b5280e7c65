using Cake.Frosting;
using MobileDist.Build;

return new BuildHost(args).Run(host => host
    .UseContext<BuildContext>()
    .UseTeardown<BuildTeardown>()
    .UseTaskLifetime<BuildTaskLifetime>());
