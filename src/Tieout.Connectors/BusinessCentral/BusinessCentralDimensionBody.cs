using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A line's value of a dimension as it is sent.</summary>
internal sealed record BusinessCentralDimensionBody(string Code, string ValueCode)
{
    public static BusinessCentralDimensionBody Of(
        DimensionSetting setting,
        BusinessCentralOptions options
    ) =>
        new(
            options.Dimensions.GetValueOrDefault(
                setting.Dimension.Value,
                setting.Dimension.Value.ToUpperInvariant()
            ),
            setting.Code.ToUpperInvariant()
        );
}
