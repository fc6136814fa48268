#include "textflag.h"

// SPREAD fills x with a byte.
#define SPREAD(byte, x) \
	MOVL       $(0x01010101*byte), AX \
	MOVD       AX, x                  \
	PSHUFD     $0, x, x

// func scanText(norm, src []byte, alpha, upper bitmap) (run bool)
//
// X0 is the last byte of the block before, X13 to X15 hold 32, 'a' and 25 in each
// byte; DX says whether that byte equals the one before it, R11 collects runs.
TEXT ·scanText(SB), NOSPLIT, $0-97
	MOVQ norm_base+0(FP), DI
	MOVQ src_base+24(FP), SI
	MOVQ src_len+32(FP), CX
	MOVQ alpha_base+48(FP), R8
	MOVQ upper_base+72(FP), R9
	SPREAD(0x20, X13)
	SPREAD(0x61, X14)
	SPREAD(25, X15)
	PXOR X0, X0
	XORL DX, DX
	XORL R11, R11
	SUBQ $16, CX
	JLT  done

next:
	MOVOU    (SI), X1
	MOVO     X1, X2
	POR      X13, X2
	MOVO     X2, X3
	PSUBB    X14, X3
	MOVO     X3, X4
	PMINUB   X15, X4
	PCMPEQB  X3, X4       // letters
	PCMPEQB  X1, X2       // bit 5 is set
	PANDN    X4, X2       // capitals
	MOVO     X2, X5
	PAND     X13, X5
	POR      X1, X5       // in lower case
	MOVOU    X5, (DI)
	MOVO     X5, X6
	PSLLO    $1, X6
	POR      X0, X6       // the bytes before
	PCMPEQB  X5, X6
	PSRLO    $15, X5
	MOVO     X5, X0
	PMOVMSKB X4, AX
	PMOVMSKB X2, BX
	PMOVMSKB X6, R10
	MOVW     AX, (R8)
	MOVW     BX, (R9)
	LEAL     (DX)(R10*2), DX
	ANDL     R10, AX
	ANDL     DX, AX
	ORL      AX, R11
	MOVL     R10, DX
	SHRL     $15, DX
	ADDQ     $16, SI
	ADDQ     $16, DI
	ADDQ     $2, R8
	ADDQ     $2, R9
	SUBQ     $16, CX
	JGE      next

done:
	TESTL R11, R11
	SETNE run+96(FP)
	RET
