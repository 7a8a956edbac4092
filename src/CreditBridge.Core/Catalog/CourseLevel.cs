namespace CreditBridge.Core.Catalog;

public enum CourseLevel
{
    Lower,
    Upper,
    Graduate,
}
