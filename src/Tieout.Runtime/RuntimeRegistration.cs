using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Invoicing;
using Tieout.Runtime.ProjectSetup;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage.Json;

namespace Tieout.Runtime;

/// <summary>What the host adds to run the hub; it adds the log, the read tables and the targets itself.</summary>
public static class RuntimeRegistration
{
    public static IServiceCollection AddTieoutRuntime(this IServiceCollection services)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReferenceBooks>();
        services.TryAddSingleton<WorkPlaces>();
        services.TryAddSingleton<EngagementCalls>();
        services.TryAddSingleton<FactRouter>();
        services.TryAddSingleton<BillingRuns>();
        services.TryAddSingleton<HubCycle>();

        // Grain calls carry domain types as JSON, so that Tieout.Domain needs no serializer attributes.
        services.AddSerializer(serializer =>
            serializer.AddJsonSerializer(
                type => type.Namespace?.StartsWith("Tieout.", StringComparison.Ordinal) == true,
                TieoutJson.Options
            )
        );
        return services;
    }
}
