/* The few declarations of UIKit and Foundation that the sample uses. Apple's SDK is not at hand where this is built;
   names and signatures are those of Apple's documentation. */
#import <stddef.h>

typedef long NSInteger;
typedef unsigned long NSUInteger;
typedef double CGFloat;
typedef struct { CGFloat x, y; } CGPoint;
typedef struct { CGFloat width, height; } CGSize;
typedef struct { CGPoint origin; CGSize size; } CGRect;

__attribute__((objc_root_class))
@interface NSObject
+ (id)alloc;
+ (id)new;
- (id)init;
@end

@interface NSString : NSObject
+ (NSString *)stringWithUTF8String:(const char *)text;
@end

@interface NSBundle : NSObject
+ (NSBundle *)mainBundle;
- (NSString *)localizedStringForKey:(NSString *)key value:(NSString *)value table:(NSString *)table;
@end

@interface UIColor : NSObject
@property (class, readonly) UIColor *systemBackgroundColor;
@end

@interface UIScreen : NSObject
@property (class, readonly) UIScreen *mainScreen;
@property (readonly) CGRect bounds;
@end

@interface UIResponder : NSObject
@end

@interface UIView : UIResponder
- (id)initWithFrame:(CGRect)frame;
- (void)addSubview:(UIView *)view;
@property (readonly) CGRect bounds;
@property NSUInteger autoresizingMask;
@property (retain) UIColor *backgroundColor;
@end

@interface UILabel : UIView
@property (copy) NSString *text;
@property NSInteger textAlignment;
@property NSInteger numberOfLines;
@end

@interface UIViewController : UIResponder
@property (retain) UIView *view;
- (void)viewDidLoad;
@end

@interface UIWindow : UIView
@property (retain) UIViewController *rootViewController;
- (void)makeKeyAndVisible;
@end

@interface UIApplication : UIResponder
@end

int UIApplicationMain(int count, char **arguments, NSString *principal, NSString *delegate);
